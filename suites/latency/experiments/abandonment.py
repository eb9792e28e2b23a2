"""Send requests as planned, and leave before the answer, in the middle of it, or of what is sent."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from statistics import median
from typing import NamedTuple, TypeVar

from gonogo.contract.base import SAFE
from gonogo.contract.latency import Journey, Latency
from gonogo.core.observation import Can
from gonogo.instruments.leave import Leaving, ask_and_leave
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.pulse import Pulse
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.loadtests import template
from gonogo.suites.latency.experiments.echoes import ANOTHERS, Echoes, words
from gonogo.suites.latency.observations.abandonment import Abandoned, Abandonment
from gonogo.targets.base import Target

_LEAVING_SECONDS = 4.0
# From at once to nearly answered: whatever a request holds on to, some clients leave while it does.
_PATIENCES_SECONDS = (0.002, 0.008, 0.02, 0.06)
_SHARES = (0.25, 0.5, 0.9)
"""Patiences as shares of the time that an answer of this journey takes."""
_WAVES, _WAVE = 3, 16
_WAVE_SECONDS, _PACE_SECONDS = 1.0, 2.0
"""A wave is no larger than what takes so long one after the other, nobody may be left with a queue; nor than
what the planned rate brings in so long, nobody may be left with a limit used up."""
_ENDS_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0
_JUDGED_SECONDS = 2.0
_FEWEST, _MOST = 10, 50
_IN_FLIGHT = 32
_T = TypeVar("_T")
_When = float | Leaving
"""When a client leaves: after so many seconds without a whole answer, or as soon as it got so far."""


class _Request(NamedTuple):
    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None
    own: frozenset[str]


def abandon_requests(target: Target, latency: Latency) -> Abandonment:
    """Do it with all journeys at once, each with clients of its own; with those that write where they may."""
    writes = Can.TAKE_WRITES in target.can()
    asked = [journey for journey in latency.journeys if writes or journey.method in SAFE]
    with ThreadPoolExecutor(max(1, len(asked))) as pool:
        return Abandonment(tuple(pool.map(lambda journey: _course(target, journey), asked)))


def _course(target: Target, journey: Journey) -> Abandoned:
    """Send the same requests before and after; those that are left are others, as any two clients' are."""
    rate = journey.rate_per_second
    judged = range(min(_MOST, max(_FEWEST, math.ceil(_JUDGED_SECONDS * rate))))
    echoes = Echoes()
    wait = partial(_ask, target, journey, echoes)
    before = _paced(wait, rate, judged)
    echoes.begin(before)
    typical_seconds = median(answer.seconds for _, answer in before)
    left = _leave(target, journey, echoes, typical_seconds, len(judged))
    pause(_ENDS_SECONDS, "what was left may end")
    began = time.monotonic()
    with Pulse() as pulse:
        after = _paced(wait, rate, judged)
    stalled = pulse.stalled_seconds(began, time.monotonic() - began)
    at_once = _at_once(wait, judged, _size_of_wave(typical_seconds, rate))
    return Abandoned(
        journey=journey.name,
        promised=journey.status,
        before=tuple(_said(answer) for _, answer in before),
        left=left,
        after=(
            *(ANOTHERS if echoes.is_anothers(*each) else _said(each[1]) for each in after),
            *(ANOTHERS for each in at_once if echoes.is_anothers(*each)),
        ),
        late=sum(answer.error == "timeout" for _, answer in after) if stalled >= _PATIENCE_SECONDS / 2 else 0,
    )


def _leave(target: Target, journey: Journey, echoes: Echoes, typical_seconds: float, first: int) -> int:
    """Leave as planned, then in waves with the same pace on average; how many have left.

    Many at once wait for what they share, and leave while they do: one after the other never does.
    """
    rate, plan = journey.rate_per_second, _plan(journey, typical_seconds)

    def leaves(number: int) -> bool:
        return _leaves(_request(target, journey, number, echoes), plan[number % len(plan)])

    ends = first + math.ceil(_LEAVING_SECONDS * rate)
    left = _paced(leaves, rate, range(first, ends))
    size = _size_of_wave(typical_seconds, rate)
    with ThreadPoolExecutor(size) as pool:
        for wave in range(_WAVES):
            left += pool.map(leaves, range(ends + wave * size, ends + (wave + 1) * size))
            pause(size / rate, "waves keep to the planned rate")
    return sum(left)


def _at_once(
    wait: Callable[[int], tuple[frozenset[str], Answer]], numbers: Iterable[int], size: int
) -> list[tuple[frozenset[str], Answer]]:
    """Ask as a wave that stays: one after the other may find the same connection of a pool each time.

    What its answers tell counts, and not their statuses: nobody has promised to answer so many at once.
    """
    with ThreadPoolExecutor(size) as pool:
        return list(pool.map(wait, islice(cycle(numbers), size)))


def _plan(journey: Journey, typical_seconds: float) -> tuple[_When, ...]:
    """Return when one client after the other leaves: every second in the middle of its body, if it has one.

    A fifth of the others has begun to read the answer.
    """
    shares = [share * typical_seconds for share in _SHARES]
    plan: list[_When] = [*_PATIENCES_SECONDS, Leaving.ANSWERED, Leaving.ASKED, *shares, Leaving.ANSWERED]
    if journey.body is None:
        return tuple(plan)
    halves = cycle((Leaving.HALF, Leaving.CHUNK))
    return tuple(when for pair in zip(plan, halves, strict=False) for when in pair)


def _size_of_wave(typical_seconds: float, rate_per_second: float) -> int:
    """Return how many ask at once, one at least."""
    most = [_PACE_SECONDS * rate_per_second, *([_WAVE_SECONDS / typical_seconds] if typical_seconds else [])]
    return max(1, min(_WAVE, *map(int, most)))


def _paced(do: Callable[[int], _T], rate_per_second: float, numbers: Iterable[int]) -> list[_T]:
    """Do it for each number at the planned rate, each on a connection of its own."""
    with ThreadPoolExecutor(_IN_FLIGHT) as pool:
        sent = []
        for number in numbers:
            sent.append(pool.submit(do, number))
            pause(1 / rate_per_second, "arrivals keep to the planned rate")
        return [one.result() for one in sent]


def _ask(target: Target, journey: Journey, echoes: Echoes, number: int) -> tuple[frozenset[str], Answer]:
    """Ask as the arrival with this number does in a load, and wait; with it what only this request says."""
    request = _request(target, journey, number, echoes)
    return request.own, _waits(request, _PATIENCE_SECONDS)


def _waits(request: _Request, seconds: float) -> Answer:
    return probe(
        request.url,
        method=request.method,
        headers=request.headers,
        body=request.body,
        deadline_seconds=seconds,
    )


def _leaves(request: _Request, when: _When) -> bool:
    """Ask in the same way, and leave then; whether that was before the end."""
    if not isinstance(when, Leaving):
        return _waits(request, when).error == "timeout"
    return ask_and_leave(
        request.url,
        request.method,
        request.headers,
        request.body,
        within_seconds=_PATIENCE_SECONDS,
        when=when,
    )


def _request(target: Target, journey: Journey, number: int, echoes: Echoes) -> _Request:
    """Return the request of the arrival with this number."""
    known, content = template.values(number, {}), template.body_text(journey.body)
    path = _filled(journey.path, template.path_escape, known)
    headers, body = target.headers(journey.credential), None
    if content is not None:
        body = _filled(content, template.json_escape, known).encode()
        headers = headers | {"Content-Type": "application/json"}
    own = echoes.send(words(journey, known))
    return _Request(journey.method, below(target.entry, path), headers, body, own)


def _filled(text: str, escape: template.Escape, known: Mapping[str, str]) -> str:
    return template.filled(template.pieces(text, escape), known).decode()


def _said(answer: Answer) -> str:
    return answer.error or str(answer.status)
