"""Leave connections idle until somebody ends them, and come back to the entry just then."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from statistics import median

from gonogo.contract.identity import Identity
from gonogo.contract.latency import Latency
from gonogo.contract.rollback import Rollout
from gonogo.suites.latency.experiments.clients import Clients
from gonogo.suites.latency.experiments.lines import Due, Line, send, watch
from gonogo.suites.latency.experiments.waves import PATIENCE_SECONDS, come_back
from gonogo.suites.latency.observations.idling import ENTRY, Idling, Kept, Wave
from gonogo.targets.base import Target

_LOOK_SECONDS = 8.7  # no round number, which is what time-outs are: nobody's own end comes just then
_LONGER_SECONDS = 0.8
_ALL_SECONDS = 19.0
_EACH = 4
_AT_ENTRY = 8
_CONTROL_SECONDS = 0.3
_MOST_WAVES = 4
_ENOUGH = 3
_SAME_SECONDS = 0.1


def leave_connections_idle(
    target: Target, latency: Latency, identity: Identity | None, rollout: Rollout | None
) -> Idling:
    """Look for how long each replica keeps an idle connection, and come back when it ends."""
    began = time.monotonic()
    clients = Clients.of(target, latency, identity, rollout)
    behind = {made.name: made.url for made in target.replicas if made.url != target.entry}
    fronted = len(behind) == len(target.replicas) > 0
    kept = _look(clients, behind, waits_for=frozenset(behind) if fronted else frozenset())
    looked = round(time.monotonic() - began, 1)
    ends = _ends(kept, behind) if fronted else []
    if not ends:
        return Idling(looked, kept, (), ())
    control = come_back(clients, (_CONTROL_SECONDS,))
    waves: list[Wave] = []
    while not _enough(waves):
        aims = ends[len(waves) % len(ends)]
        if waves and time.monotonic() - began + max(aims) > _ALL_SECONDS:
            break
        waves.append(come_back(clients, aims))
    return Idling(looked, kept, (control,), tuple(waves))


def _look(clients: Clients, behind: Mapping[str, str], waits_for: frozenset[str]) -> tuple[Kept, ...]:
    """Leave connections idle everywhere, till those that are waited for have ended, or time is over."""
    places = [(ENTRY, clients.entry)] * _AT_ENTRY + [place for place in behind.items() for _ in range(_EACH)]
    lines = [(name, url, Line(url)) for name, url in places]
    now = time.monotonic()
    send([Due(now, line, clients.reading(url)) for _, url, line in lines], PATIENCE_SECONDS)
    answered = [each for each in lines if clients.read.is_kept(each[2].said) and each[2].is_open]
    watched = [line for name, _, line in answered if not waits_for or name in waits_for]
    watch(watched, _LOOK_SECONDS - (time.monotonic() - now))
    left = _LOOK_SECONDS - (time.monotonic() - now)
    watch([line for _, _, line in answered], min(left, _LONGER_SECONDS))
    return _used_again(clients, answered)


def _used_again(clients: Clients, lines: Sequence[tuple[str, str, Line]]) -> tuple[Kept, ...]:
    """Send one request more on each line that is still open, and tell what became of all."""
    now = time.monotonic()
    idle = [(now if line.ended_at is None else line.ended_at) - line.answered_at for _, _, line in lines]
    announced = [line.announced_seconds for _, _, line in lines]
    ended = [line.ended_at is not None for _, _, line in lines]
    again = [each for each in lines if each[2].is_open]
    dues = [
        Due(now, line, clients.writing() if name == ENTRY and n % 2 else clients.reading(url))
        for n, (name, url, line) in enumerate(again)
    ]
    send(dues, PATIENCE_SECONDS)
    for _, _, line in lines:
        line.close()
    return tuple(
        Kept(
            name, round(seconds, 3) if gone else None, round(seconds, 3), "" if gone else line.said, promised
        )
        for (name, _, line), seconds, gone, promised in zip(lines, idle, ended, announced, strict=True)
    )


def _ends(kept: Sequence[Kept], behind: Mapping[str, str]) -> list[tuple[float, ...]]:
    """Return when replicas ended idle connections, those together that do so at the same time."""
    found: list[tuple[float, ...]] = []
    for name in behind:
        own = tuple(one.ended_seconds for one in kept if one.source == name and one.ended_seconds is not None)
        if not own:
            continue
        same = next((n for n, other in enumerate(found) if _together(other, own)), None)
        if same is None:
            found.append(own)
        else:
            found[same] += own
    return sorted(found, key=median)


def _together(one: Sequence[float], other: Sequence[float]) -> bool:
    return abs(median(one) - median(other)) < _SAME_SECONDS


def _enough(waves: Sequence[Wave]) -> bool:
    """Whether there is nothing left to learn."""
    return len(waves) == _MOST_WAVES or sum(sent.lost for wave in waves for sent in wave.sent) >= _ENOUGH
