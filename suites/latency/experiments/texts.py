"""Send texts that grow, in each place where a client may write one, until the time that they take is seen."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from itertools import count
from math import inf

from gonogo.contract.model import Contract
from gonogo.contract.text import Text
from gonogo.instruments.inputs.texts import FAMILIES, ORDINARY, Family, counts
from gonogo.suites.latency.experiments.timing import PATIENCE_SECONDS, Timing
from gonogo.suites.latency.experiments.writing import spots
from gonogo.suites.latency.observations.texts import Attempt, Point, Series, Silence, Texts
from gonogo.suites.latency.text_growth import floor, grown, outgrows
from gonogo.targets.base import Target

_MOST_SECONDS = 180.0
_MOST_BAD = 3  # places: what is known to be bad need not be known everywhere
_LARGE_SECONDS = 0.8  # what takes longer is not timed again and again
_IN_PROPORTION = 2.3  # what a doubling takes at most where a longer text would tell nothing new
_ASKED = 3
_HALVINGS = 5
_ROUNDS = 3
_Lengths = tuple[int, ...]


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
        self._floor = floor(timing.usual, seconds)
        self._attempts: list[Attempt] = []

    def seen(self) -> Series:
        """Send more and more, until time is known to outgrow it or to be in proportion, or all were sent."""
        low = 0
        for pieces in counts(self._family, self._timing.most(self._family)):
            seconds = self._least(pieces)
            if seconds == inf or self._timing.gone:
                return self._series(pieces, self._silence(pieces))
            if seconds >= self._floor:
                top, seconds = self._top(low, pieces, seconds)
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

    def _least(self, pieces: int) -> float:
        """Return how much longer than usual it takes: what is long is asked again, as machines stutter."""
        least = inf
        for asked in range(_ASKED):
            least = min(least, self._timing.beyond(self._family, pieces))
            if least < self._floor or self._timing.gone or (asked and least == inf):
                break
        return least

    def _top(self, low: int, high: int, seconds: float) -> tuple[int, float]:
        """Return a length whose time is seen, and short enough to be timed often."""
        for _ in range(_HALVINGS):
            if seconds <= max(_LARGE_SECONDS, 2 * self._floor) or high - low < 2 or self._timing.gone:
                break
            middle = (low + high) // 2
            found = self._timing.beyond(self._family, middle)
            low, high, seconds = (middle, high, seconds) if found < self._floor else (low, middle, found)
        return high, seconds

    def _is_told(self, top: int, seconds: float) -> bool:
        """Whether longer texts would tell nothing new: time is in proportion, or outgrew the text twice."""
        if seconds <= _IN_PROPORTION * self._least(top // 2):
            return True
        once = {top: seconds + self._timing.usual}
        for lengths in _threes(top):
            for pieces in set(lengths) - set(once):
                once[pieces] = min(self._timing.seconds(self._family, pieces) for _ in range(_ASKED))
            if self._outgrows([once[pieces] for pieces in lengths]) and self._is_grown(lengths):
                return True
        return False

    def _is_grown(self, lengths: _Lengths) -> bool:
        """Time three lengths; where time outgrows them do it once more, the longest first."""
        self._attempts.append(self._attempt(lengths))
        if self._outgrows(self._attempts[-1].times):
            self._attempts.append(self._attempt(lengths[::-1]))
        return bool(grown(self._series(max(lengths)), self._timing.usual, self._seconds))

    def _outgrows(self, times: Sequence[float]) -> bool:
        return outgrows(times, self._timing.usual, self._seconds)

    def _attempt(self, lengths: _Lengths) -> Attempt:
        times, beside = dict.fromkeys(lengths, inf), list[float | None]()
        for _ in range(_ROUNDS):
            for pieces in lengths:
                times[pieces] = min(times[pieces], self._timing.seconds(self._family, pieces))
            beside.append(self._beside(self._family.length(max(lengths))))
        points = tuple(Point(self._family.length(n), round(times[n], 4)) for n in sorted(times))
        known = [each for each in beside if each is not None]
        return Attempt(points, round(min(known), 4) if len(known) == _ROUNDS else None)


def _threes(top: int) -> Iterator[_Lengths]:
    """Give three lengths up to one, none more than twice the last, and ever closer: what doubles is steep."""
    yield top // 4, top // 2, top
    yield round(top / 2.56), round(top / 1.6), top
    step = top // 4
    while step:
        yield top - 2 * step, top - step, top
        step //= 2
