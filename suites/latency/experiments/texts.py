"""Send texts that grow, in each place where a client may write one, until the time that they take is seen."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from itertools import count
from math import inf

from gonogo.contract.model import Contract
from gonogo.contract.text import Text
from gonogo.instruments.inputs.texts import FAMILIES, ORDINARY, Family, counts
from gonogo.suites.latency.experiments.timing import PATIENCE_SECONDS, Timing
from gonogo.suites.latency.experiments.writing import spots
from gonogo.suites.latency.growth import RESOLUTION_SECONDS, grown, outgrows
from gonogo.suites.latency.observations.texts import Attempt, Point, Series, Silence, Texts
from gonogo.targets.base import Target

_MOST_SECONDS = 120.0
_MOST_BAD = 3  # places: what is known to be bad need not be known everywhere
_LARGE_SECONDS = 0.8  # what takes longer is not timed again and again
_IN_PROPORTION = 2.3  # what a doubling takes at most where a longer text would tell nothing new
_HALVINGS = 5
_ROUNDS = 2


def send_texts(target: Target, contract: Contract, text: Text) -> Texts:
    """Send every family in every place, until the time is over or enough is known."""
    marks, ends = count(secrets.randbelow(10**8)), time.monotonic() + _MOST_SECONDS
    timings = [Timing(target, spot, marks) for spot in spots(contract, writes=text.writes)]
    series, bad, why = list[Series](), 0, ""
    for timing in [timing for timing in timings if timing.begin()]:
        made, why = _in_place(timing, text.seconds, ends)
        series += made
        bad += bool(made and _is_bad(made[-1], timing.usual, text.seconds))
        if why := why or (f"text took too long in {bad} places" if bad >= _MOST_BAD else ""):
            break
    return Texts(tuple(timing.seen() for timing in timings), tuple(series), (why,) if why else ())


def _in_place(timing: Timing, seconds: float, ends: float) -> tuple[list[Series], str]:
    """Send every family in one place, and say why not all of them were sent where that ends it all."""
    found = list[Series]()
    for family in FAMILIES:
        if time.monotonic() > ends:
            return found, f"{_MOST_SECONDS:g} s were over"
        found.append(Growth(timing, family, seconds).seen())
        if timing.gone:
            return found, f"the service did not come back after {family.name}, in {timing.name}"
        if not timing.is_well() or _is_bad(found[-1], timing.usual, seconds):
            break  # other families that take long in the same place say no more
    return found, ""


def _is_bad(series: Series, usual: float, seconds: float) -> bool:
    return bool(series.silence or grown(series, usual, seconds))


class Growth:
    """One family in one place; ``seconds`` more than usual are looked at closer."""

    def __init__(self, timing: Timing, family: Family, seconds: float) -> None:
        self._timing, self._family, self._seconds = timing, family, seconds
        self._attempts: list[Attempt] = []

    def seen(self) -> Series:
        """Send more and more, until time is known to outgrow it or to be in proportion, or all were sent."""
        low = 0
        for pieces in counts(self._family, self._timing.most(self._family)):
            seconds = self._quickest(pieces)
            if seconds >= self._seconds:
                top, seconds = self._top(low, pieces, seconds)
                if seconds == inf or self._timing.gone:
                    return self._series(top, self._silence(top))
                self._attempts += self._attempted(top)
                if self._is_told(top, seconds):
                    return self._series(top)
            low = pieces
        return self._series(low)

    def _series(self, pieces: int, silence: Silence | None = None) -> Series:
        longest = self._family.length(pieces) if pieces else 0
        return Series(self._timing.name, self._family.name, longest, tuple(self._attempts), silence)

    def _silence(self, pieces: int) -> Silence:
        """Look at ordinary words beside it; a service that is gone took them before, and then never again."""
        characters = self._family.length(pieces)
        beside = self._timing.usual if self._timing.gone else self._beside(characters)
        return Silence(characters, PATIENCE_SECONDS, beside)

    def _beside(self, characters: int) -> float | None:
        """Return the seconds of ordinary words as long; a short text stands beside ordinary words."""
        if self._family is ORDINARY:
            return self._timing.usual if self._timing.is_well() else None
        return self._timing.ordinary(characters)

    def _is_told(self, pieces: int, seconds: float) -> bool:
        """Whether more would tell nothing new: time outgrew it twice, or is in proportion."""
        series = self._series(pieces)
        if grown(series, self._timing.usual, self._seconds):
            return True
        return seconds <= _IN_PROPORTION * self._timing.beyond(self._family, pieces // 2)

    def _quickest(self, pieces: int) -> float:
        """Return how much longer than usual it takes: what is long is asked twice, as machines stutter."""
        first = self._timing.beyond(self._family, pieces)
        return first if first < self._seconds else min(first, self._timing.beyond(self._family, pieces))

    def _top(self, low: int, high: int, seconds: float) -> tuple[int, float]:
        """Return a length whose time is seen, and short enough to be timed often."""
        rung = high
        for _ in range(_HALVINGS):
            if seconds <= _LARGE_SECONDS or high - low < 2 or self._timing.gone:
                break
            middle = (low + high) // 2
            found = self._timing.beyond(self._family, middle)
            low, high, seconds = (middle, high, seconds) if found < self._seconds else (low, middle, found)
        return (rung if seconds == inf else high), seconds

    def _attempted(self, top: int) -> Iterator[Attempt]:
        """Time three lengths; where time outgrows them do it once more, the longest first."""
        lengths = self._lengths(top)
        if not lengths:
            return
        first = self._attempt(lengths)
        yield first
        if outgrows(first.points, self._timing.usual, self._seconds):
            yield self._attempt(lengths[::-1])

    def _lengths(self, top: int) -> tuple[int, ...]:
        """Return three lengths up to one, as far apart as may be for the first one's time to be told."""
        tried, step = [(top // 4, top // 2, top), (round(top / 2.56), round(top / 1.6), top)], top // 4
        while step:
            tried.append((top - 2 * step, top - step, top))
            step //= 2
        told = (t for t in tried if t[0] and self._timing.beyond(self._family, t[0]) >= RESOLUTION_SECONDS)
        return next(told, ())

    def _attempt(self, lengths: tuple[int, ...]) -> Attempt:
        times, beside = dict.fromkeys(lengths, inf), list[float | None]()
        for _ in range(_ROUNDS):
            for pieces in lengths:
                times[pieces] = min(times[pieces], self._timing.seconds(self._family, pieces))
            beside.append(self._beside(self._family.length(max(lengths))))
        points = tuple(Point(self._family.length(n), round(times[n], 4)) for n in sorted(times))
        known = [each for each in beside if each is not None]
        return Attempt(points, round(min(known), 4) if len(known) == _ROUNDS else None)
