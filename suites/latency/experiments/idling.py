"""Leave connections idle until somebody ends them, and come back to the entry just then."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from gonogo.contract.identity import Identity
from gonogo.contract.latency import Latency
from gonogo.contract.metrics import Metrics
from gonogo.contract.rollback import Rollout
from gonogo.suites.latency.experiments.clients import Clients
from gonogo.suites.latency.experiments.lines import Due, Line, send, spend, watch
from gonogo.suites.latency.experiments.waves import AHEAD_SECONDS, PATIENCE_SECONDS, come_back, gather
from gonogo.suites.latency.observations.idling import ENTRY, Idling, Kept, Wave
from gonogo.suites.metrics.experiments.counting import counters_of
from gonogo.suites.metrics.observations.scrapes import Snapshot
from gonogo.targets.base import Target

_LOOK_SECONDS = 8.7  # no round number, which is what time-outs are: nobody's own end comes just then
_ALL_SECONDS = 20.0
_SAME_SECONDS = 0.1
_CONTROL_SECONDS = 0.4
_EACH = 4
_AT_ENTRY = 8
_MOST_WAVES = 6
_ENOUGH = 3
_ANSWERED = 200


@dataclass
class _Left:
    """A connection that nobody uses until all is over, and what its answer announced."""

    source: str
    url: str
    line: Line
    announced: float | None = None

    @property
    def idle_seconds(self) -> float:
        """For how long it has been idle, or had been when it ended."""
        return (self.line.ended_at or time.monotonic()) - self.line.answered_at


def leave_connections_idle(
    target: Target,
    latency: Latency,
    identity: Identity | None,
    rollout: Rollout | None,
    metrics: Metrics | None,
) -> Idling:
    """Look for how long each replica keeps an idle connection, and come back when it ends."""
    clients = Clients.of(target, latency, identity, rollout)
    behind = {made.name: made.url for made in target.replicas if made.url != target.entry}
    counters = _Counters(target, metrics)
    if metrics:
        _touch(clients, behind)
    counters.read("before")
    began = time.monotonic()
    answered = _answered(clients, behind)
    left = [one for one in answered if one.line.is_open]
    control: list[Wave] = []
    waves: list[Wave] = []
    if left and 0 < len(target.replicas) == len(behind):
        control, waves = _waves(clients, left, began)
    elif left:
        watch([one.line for one in left], _until(began))
    looked = round(time.monotonic() - began, 1)
    counters.read("rest")
    kept = _used_again(clients, left)
    counters.read("used")
    at_once = len(answered) - len(left)
    return Idling(looked, kept, tuple(control), tuple(waves), at_once, tuple(counters.seen))


@dataclass
class _Counters:
    """Reads the counters of every process; scrapes are none of the connections that are looked at."""

    target: Target
    metrics: Metrics | None
    seen: list[Snapshot] = field(default_factory=list)

    def read(self, moment: str) -> None:
        """Read them once more, unless a scrape failed: one that hangs would use up all the time."""
        if self.metrics and all(one.status == _ANSWERED and not one.error for one in self.seen):
            self.seen += counters_of(self.target, self.metrics, moment)


def _touch(clients: Clients, behind: Mapping[str, str]) -> None:
    """Count as much as will be when all is over, so that what then begins anew is less than it was."""
    for one in _answered(clients, behind):
        one.line.close()


def _answered(clients: Clients, behind: Mapping[str, str]) -> list[_Left]:
    """Have connections answered everywhere, whether they stay open or not."""
    places = [(ENTRY, clients.entry)] * _AT_ENTRY + [place for place in behind.items() for _ in range(_EACH)]
    found = [_Left(name, url, Line(url)) for name, url in places]
    now = time.monotonic()
    send([Due(now, one.line, clients.reading(one.url)) for one in found], PATIENCE_SECONDS)
    for one in found:
        one.announced = one.line.announced_seconds
    return [one for one in found if clients.read.is_kept(one.line.said)]


def _waves(clients: Clients, left: Sequence[_Left], began: float) -> tuple[list[Wave], list[Wave]]:
    """Have clients wait while replicas are looked at, and come back as soon as one of these has ended any.

    They are answered a little later than the replicas' own connections, so that they are not too late.
    """
    lines = [one.line for one in left]
    replicas = [one.line for one in left if one.source != ENTRY] or lines
    spend(lines, AHEAD_SECONDS + 2 * _SAME_SECONDS)
    waiting = gather(clients, lines)
    if not _ends(left):
        watch(replicas, _until(began), beside=lines, enough=1)
    spend(lines, _SAME_SECONDS)
    if not (ends := _ends(left)):
        for line in waiting:
            line.close()
        watch(replicas, _until(began), beside=lines)
        return [], []
    waves = [come_back(clients, waiting, ends[0], lines)]
    control = [come_back(clients, gather(clients, lines), (_CONTROL_SECONDS,), lines)]
    watch(replicas, _until(began), beside=lines)
    while not _enough(waves):
        ends = _ends(left)
        aims = ends[len(waves) % len(ends)]
        if time.monotonic() - began + max(aims) + AHEAD_SECONDS > _ALL_SECONDS:
            break
        waves.append(come_back(clients, gather(clients, lines), aims, lines))
    return control, waves


def _until(began: float) -> float:
    return max(0.0, began + _LOOK_SECONDS - time.monotonic())


def _used_again(clients: Clients, left: Sequence[_Left]) -> tuple[Kept, ...]:
    """Send one request more on each that is still open, and tell what became of all."""
    for one in left:
        one.line.read()
    kept = [(one, one.line.ended_at is not None, round(one.idle_seconds, 3)) for one in left]
    now = time.monotonic()
    again = [one for one in left if one.line.is_open]
    dues = [
        Due(now, one.line, clients.writing() if one.source == ENTRY and n % 2 else clients.reading(one.url))
        for n, one in enumerate(again)
    ]
    send(dues, PATIENCE_SECONDS)
    for one in left:
        one.line.close()
    return tuple(
        Kept(one.source, seconds if ended else None, seconds, "" if ended else one.line.said, one.announced)
        for one, ended, seconds in kept
    )


def _ends(left: Sequence[_Left]) -> list[tuple[float, ...]]:
    """Return when replicas ended idle connections, those together that do so at the same time."""
    found: list[tuple[float, ...]] = []
    for source in dict.fromkeys(one.source for one in left if one.source != ENTRY):
        own = tuple(
            one.idle_seconds for one in left if one.source == source and one.line.ended_at is not None
        )
        same = next((n for n, other in enumerate(found) if own and _together(other, own)), None)
        if same is not None:
            found[same] += own
        elif own:
            found.append(own)
    return sorted(found, key=median)


def _together(one: Sequence[float], other: Sequence[float]) -> bool:
    return abs(median(one) - median(other)) < _SAME_SECONDS


def _enough(waves: Sequence[Wave]) -> bool:
    """Whether there is nothing left to learn; an end of the entry's own tells nothing."""
    lost = [sent for wave in waves for sent in wave.sent if sent.lost]
    return len(waves) == _MOST_WAVES or sum(not one.own or one.said.isdecimal() for one in lost) >= _ENOUGH
