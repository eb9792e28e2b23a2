"""Send what no client sends by mistake, one input after the other, and look after the next client."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from gonogo.contract.hostile import Inputs, Taken
from gonogo.contract.model import Contract
from gonogo.instruments.inputs.bodies import LARGER, SIZES, bodies, growing_bodies
from gonogo.instruments.inputs.forms import forms, growing_forms
from gonogo.instruments.inputs.heads import growing, heads
from gonogo.instruments.inputs.message import Input
from gonogo.instruments.inputs.queries import odd_queries
from gonogo.instruments.inputs.texts import growing_queries, growing_texts
from gonogo.instruments.inputs.upgrades import frames, upgrades, well_made
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.accepted import Place, places, plain
from gonogo.suites.security.experiments.alone import Suspicion
from gonogo.suites.security.experiments.thinning import Thinning
from gonogo.suites.security.experiments.watch import Watch
from gonogo.suites.security.growth import is_notable
from gonogo.suites.security.harm import waited
from gonogo.suites.security.observations.hostile import HostileInputs, Once, Tried
from gonogo.targets.base import Target
from gonogo.targets.identity.series import samples_of

_CONTROL_SECONDS = 10.0
_MOST_SECONDS = 120.0
_MOST_RETURN_SECONDS = 30.0
_MOST_BAD = 3  # what is known to be bad need not be known in all its forms
_STARTED = "start_time_seconds"  # as series of a process end that say when it began


def send_hostile_inputs(target: Target, contract: Contract, inputs: Inputs | None) -> HostileInputs:
    """Send every input at every place until the time is over, or enough is known."""
    promised = inputs or Inputs()
    start = contract.deployment.start_seconds if contract.deployment else _MOST_RETURN_SECONDS
    watches = [Watch(target, p, min(start, _MOST_RETURN_SECONDS)) for p in places(target, contract)]
    usual, begun = [watch.begin() for watch in watches], _starts(target, contract)
    tried, unsent, ends = list[Tried](), list[str](), time.monotonic() + _MOST_SECONDS
    served = [w for w, u in zip(watches, usual, strict=True) if u.status == u.promised and not u.error]
    suspicion, thinning = Suspicion(tried), Thinning(sum(1 for _ in in_order(target, served)), _MOST_SECONDS)
    for watch, one in chain(in_order(target, served), _larger(target, served, tried)):
        if why := _enough(tried, ends + suspicion.seconds):
            unsent.append(why)
            break
        kind = f"{watch.place.name} {one.series or one.what}"
        if not _is_more_of_the_same(one, watch, tried) and thinning.takes(kind):
            tried.append(_try(watch, one, promised))
            suspicion.add(watch, one)
    suspicion.look()
    after = {} if _died(tried) else _starts(target, contract)
    restarted = _restarted(begun, after, tried)
    return HostileInputs(tuple(usual), tuple(tried), tuple(unsent), restarted, thinning.left_out)


def in_order(target: Target, watches: list[Watch]) -> Iterator[tuple[Watch, Input]]:
    """Give what ends processes first, at every place, then what may take long."""
    for make in (_sudden, _slow):
        for watch in watches:
            for one in make(target, watch.place):
                yield watch, one


def _sudden(target: Target, place: Place) -> Iterator[Input]:
    model = plain(target, place.base, place.control)
    yield from heads(model)
    for read in place.queries:
        for one in odd_queries(plain(target, place.base, read)):
            yield _at(urlsplit(read.path).path, one)
    for path in place.sockets or ("/",):
        asked = plain(target, place.base, place.control.model_copy(update={"path": path}))
        yield from chain(upgrades(asked), frames(asked) if place.sockets else ())
    for page in place.pages:
        for one in well_made(plain(target, place.base, page)):
            yield _at(urlsplit(page.path).path, one)
    for taken in place.bodies:
        asked = plain(target, place.base, taken)
        made = taken.body if taken.type != "form" else None
        for one in chain(bodies(asked, made), forms(asked, taken.file)):
            yield _at(taken.path, one)


def _slow(target: Target, place: Place) -> Iterator[Input]:
    yield from growing(plain(target, place.base, place.control))
    for read in place.queries:
        for one in growing_queries(plain(target, place.base, read)):
            yield _at(urlsplit(read.path).path, one)
    for taken in place.bodies:
        for one in _grown(target, place, taken, SIZES):
            yield _at(taken.path, one)


def _grown(target: Target, place: Place, taken: Taken, sizes: Sequence[int]) -> Iterator[Input]:
    asked = plain(target, place.base, taken)
    texts = taken.body if taken.type == "json" and taken.body else {}
    yield from growing_bodies(asked, sizes)
    yield from growing_texts(asked, texts, sizes)
    yield from growing_forms(asked, taken.file, sizes)


def _larger(target: Target, watches: list[Watch], tried: list[Tried]) -> Iterator[tuple[Watch, Input]]:
    """Give more of what took longer than in proportion: how much holds up depends on the machine."""
    for size in LARGER:
        for watch in watches:
            series = {one.series for one in tried if one.place == watch.place.name and is_notable(one, tried)}
            for taken in watch.place.bodies if series else ():
                grown = (_at(taken.path, one) for one in _grown(target, watch.place, taken, [size]))
                yield from ((watch, one) for one in grown if one.series in series)


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
    # what is slow by itself tells something beside less of it alone: what holds up nobody may take its time
    own = seen.seconds is None or (bool(one.series) and seen.seconds > inputs.answers_within_seconds)
    return bool(
        seen.ended
        or seen.away_seconds
        or not watch.serves(seen.beside)
        or waited(seen) > late
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
    return tried.ends_alone or len(tried.times) >= _most(tried.times[-1])


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
        answer = scrape(below(url, path), deadline_seconds=_CONTROL_SECONDS)
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
