"""Send what no client sends by mistake, one input after the other, and look after the next client."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from statistics import median

from gonogo.contract.hostile import Inputs
from gonogo.contract.model import Contract
from gonogo.instruments.inputs.bodies import bodies, growing_bodies
from gonogo.instruments.inputs.forms import forms, growing_forms
from gonogo.instruments.inputs.heads import growing, heads
from gonogo.instruments.inputs.message import Input
from gonogo.instruments.inputs.upgrades import frames, upgrades
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.processes import Process
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.security.experiments.accepted import Place, places, plain
from gonogo.suites.security.experiments.exchange import Exchange, held
from gonogo.suites.security.experiments.processes import gone, serving
from gonogo.suites.security.observations.hostile import Answered, HostileInputs, Once, Tried, Usual
from gonogo.targets.base import Target
from gonogo.targets.identity.series import samples_of

_CONTROL_SECONDS = 10.0
_PATIENCE_SECONDS = 10.0  # for an answer that is owed
_GLANCE_SECONDS = 0.3  # for one that is not
_MOST_SECONDS = 120.0
_MOST_RETURN_SECONDS = 10.0
_HELD = 4  # connections at once: who shares them out has a few who take them
_MOST_BAD = 3  # what is known to be bad need not be known in all its forms
_STARTED = "start_time_seconds"  # as series of a process end that say when it began


@dataclass
class Watch:
    """One place under watch: its control, and the processes that serve it."""

    target: Target
    place: Place
    return_seconds: float
    usual: float = 0.0
    known: frozenset[Process] = frozenset()

    def control(self) -> Answered:
        """Ask as the next client does."""
        asked = plain(self.target, self.place.base, self.place.control)
        answer = probe(
            below(self.place.base, self.place.control.path),
            method=asked.method,
            headers=dict(asked.fields),
            body=asked.body or None,
            deadline_seconds=_CONTROL_SECONDS,
        )
        error = f"{answer.error}: {answer.detail}" if answer.error and answer.error != "too_large" else ""
        return Answered(answer.status, answer.seconds, error)

    def begin(self) -> Usual:
        """Ask five times, and learn which processes answer."""
        asked = [self.control() for _ in range(5)]
        self.usual, last = median(control.seconds for control in asked), asked[-1]
        self._learn()
        return Usual(self.place.name, self.place.control.status, last.status, self.usual, last.error)

    def serves(self, control: Answered) -> bool:
        """Whether a control was answered as promised."""
        return control.status == self.place.control.status and not control.error

    def once(self, one: Input) -> Once:
        """Send an input once, with a control beside it and one after it."""
        patience = _PATIENCE_SECONDS if one.whole else _GLANCE_SECONDS
        exchange = Exchange(self.place.base, one.message, patience)
        exchange.start()
        exchange.sent.wait(_CONTROL_SECONDS)
        beside = self.control()
        reply = exchange.reply()
        after, away = self._returned()
        ended = tuple(map(str, gone(self.known)))
        if ended and away is not None:
            self._learn()
        return Once(reply.answer, reply.seconds, beside, after, away, ended)

    def _learn(self) -> None:
        """Learn which processes answer on held connections, and stay when those are over and another came."""
        with held(self.place.base, plain(self.target, self.place.base, self.place.control), _HELD):
            known = serving(self.place.base)
        self.control()
        self.known = known - set(gone(known))

    def _returned(self) -> tuple[Answered, float | None]:
        """Return the control after it, and for how long the service was away; None where it stayed so."""
        first, began = self.control(), time.monotonic()
        if self.serves(first):
            return first, 0.0
        try:
            wait = Wait("the service to answer again", self.return_seconds, 0.25)
            wait.until(lambda: self.serves(self.control()))
        except WaitTimeout:
            return first, None
        return first, max(time.monotonic() - began, 0.001)


def send_hostile_inputs(target: Target, contract: Contract, inputs: Inputs | None) -> HostileInputs:
    """Send every input at every place until the time is over, or enough is known."""
    promised = inputs or Inputs()
    start = contract.deployment.start_seconds if contract.deployment else _MOST_RETURN_SECONDS
    watches = [Watch(target, p, min(start, _MOST_RETURN_SECONDS)) for p in places(target, contract)]
    usual, begun = [watch.begin() for watch in watches], _starts(target, contract)
    tried, unsent, ends = list[Tried](), list[str](), time.monotonic() + _MOST_SECONDS
    served = [w for w, u in zip(watches, usual, strict=True) if u.status == u.promised and not u.error]
    for watch, one in _all(target, served):
        if why := _enough(tried, ends):
            unsent.append(why)
            break
        if not _is_more_of_the_same(one, watch, tried):
            tried.append(_try(watch, one, promised))
    after = {} if _died(tried) else _starts(target, contract)
    return HostileInputs(tuple(usual), tuple(tried), tuple(unsent), _restarted(begun, after, tried))


def _all(target: Target, watches: list[Watch]) -> Iterator[tuple[Watch, Input]]:
    """Give what ends processes first, at every place, then what may take long."""
    for make in (_sudden, _slow):
        for watch in watches:
            for one in make(target, watch.place):
                yield watch, one


def _sudden(target: Target, place: Place) -> Iterator[Input]:
    model = plain(target, place.base, place.control)
    yield from heads(model)
    for path in place.sockets or ("/",):
        asked = plain(target, place.base, place.control.model_copy(update={"path": path}))
        yield from chain(upgrades(asked), frames(asked) if place.sockets else ())
    for taken in place.bodies:
        asked = plain(target, place.base, taken)
        made = taken.body if taken.type != "form" else None
        for one in chain(bodies(asked, made), forms(asked, taken.file)):
            yield _at(taken.path, one)


def _slow(target: Target, place: Place) -> Iterator[Input]:
    yield from growing(plain(target, place.base, place.control))
    for taken in place.bodies:
        asked = plain(target, place.base, taken)
        for one in chain(growing_bodies(asked), growing_forms(asked, taken.file)):
            yield _at(taken.path, one)


def _at(path: str, one: Input) -> Input:
    series = f"{one.series} to {path}" if one.series else ""
    return Input(f"{one.what}, to {path}", one.message, one.whole, series)


def _try(watch: Watch, one: Input, inputs: Inputs) -> Tried:
    """Send an input; what looks bad is sent again, unless nothing is left to send it to."""
    times = [watch.once(one)]
    while len(times) < _most(times[-1]) and _looks_bad(times[-1], one, watch, inputs):
        times.append(watch.once(one))
    return Tried(one.what, watch.place.name, len(one.message), one.whole, one.series, tuple(times))


def _most(seen: Once) -> int:
    """Return how often something like that is seen at most: a machine that stutters is late now and then."""
    if seen.away_seconds is None:
        return 1
    return 2 if seen.ended or seen.seconds is None else 3


def _looks_bad(seen: Once, one: Input, watch: Watch, inputs: Inputs) -> bool:
    late = max(inputs.waits_within_seconds, 10 * watch.usual)
    own = seen.seconds is None or seen.seconds > inputs.answers_within_seconds
    return bool(
        seen.ended
        or seen.away_seconds
        or not watch.serves(seen.beside)
        or min(seen.beside.seconds, seen.seconds or _PATIENCE_SECONDS) > late
        or (one.whole and own)
    )


def _is_more_of_the_same(one: Input, watch: Watch, tried: list[Tried]) -> bool:
    """Whether less of it looked bad each time already: more of it takes longer, and says no more."""
    return any(
        _was_bad(before) and (before.series, before.place) == (one.series, watch.place.name)
        for before in tried
        if one.series
    )


def _was_bad(tried: Tried) -> bool:
    return len(tried.times) >= _most(tried.times[-1])


def _enough(tried: list[Tried], ends: float) -> str:
    bad = [one for one in tried if _was_bad(one)]
    if _died(tried):
        return f"the service did not come back after {tried[-1].what}"
    if len(bad) >= _MOST_BAD:
        return f"{len(bad)} inputs looked bad each time"
    return f"{_MOST_SECONDS:g} s were over" if time.monotonic() > ends else ""


def _died(tried: list[Tried]) -> bool:
    return bool(tried) and tried[-1].times[-1].away_seconds is None


def _starts(target: Target, contract: Contract) -> dict[str, float]:
    """Return when each process says that it began; where two reads differ, several answer there."""
    if contract.metrics is None:
        return {}
    reads = [_read_starts(target, contract.metrics.path) for _ in range(2)]
    return {url: began for url, began in reads[0].items() if reads[1].get(url) == began}


def _read_starts(target: Target, path: str) -> dict[str, float]:
    found = {}
    for url in target.expose:
        answer = probe(below(url, path), deadline_seconds=_CONTROL_SECONDS)
        for name, labels, value in samples_of(answer.text):
            if name.endswith(_STARTED) and not labels:
                found[url] = value
    return found


def _restarted(before: dict[str, float], after: dict[str, float], tried: list[Tried]) -> tuple[str, ...]:
    if any(once.ended or once.away_seconds != 0 for one in tried for once in one.times):
        return ()
    return tuple(
        f"its {_STARTED} was {before[url]:.2f} and is {after[url]:.2f}"
        for url in before
        if url in after and after[url] > before[url] + 1
    )
