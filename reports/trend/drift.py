"""Whether a series has begun to rise, night by night, and how fast.

The test: the greatest correlation with a broken line (level, then rising from some night on), against that of
simulated noise, which is a Monte Carlo test; outliers are drawn in first. The Mann-Kendall test over the last
nights names half as many drifts in time at the same rate of false alarms, since it knows no sizes. The slope
is Theil's and Sen's (Sen, JASA 63, 1968).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations
from operator import mul
from random import Random

WINDOW = 60
"""So many of the last values are looked at, fewer where the level changed since."""

FEWEST = 12
"""Fewer values say nothing of a drift."""

LEVEL = 1 / 7000
"""A drift is what one of so many series of noise shows as well, at a look."""

_SIMULATED, _TAIL = 4000, 100

_LENGTHS = (*range(5, 12), 15, 20)
"""For how many nights it may have risen."""
_STEP_VALUES = 3
_CLEARLY = 6.0
"""By how much, in twice the logarithm of the likelihood, a step has to explain it better than a drift."""
_OUTLIER = 4.0
"""So many standard deviations from the median a value is drawn in to."""
_NORMAL = 1.4826
"""By which a median absolute deviation of normal values is their standard deviation."""
_SEED = 19680101  # the same history gives the same page


@dataclass(frozen=True)
class Drift:
    """``since`` is the index of the last value before the rise; ``slope`` is per night, ``level`` today's."""

    since: int
    slope: float
    base: float
    level: float

    @property
    def share(self) -> float:
        """The rise a night, as a share of the level before it."""
        return self.slope / self.base if self.base > 0 else math.inf

    def nights_until(self, budget: float) -> int:
        """Return after how many nights from the last one the budget is met, 0 where it is."""
        return max(0, math.ceil((budget - self.level) / self.slope - 1e-9))


def drift(values: Sequence[float]) -> Drift | None:
    """Return the rise that goes on to the last value, None where there is none or a step explains it."""
    first = max(0, len(values) - WINDOW)
    while len(values) - first >= FEWEST:
        window = values[first:]
        rise = _Rise(window)
        nights = rise.nights()
        if not nights:
            return None
        step = rise.better_step(nights)
        if not step:
            return _measured(values, len(values) - 1 - nights)
        first += step
    return None


def _measured(values: Sequence[float], since: int) -> Drift | None:
    last = len(values) - 1
    pairs = combinations(range(since, last + 1), 2)
    slope = statistics.median((values[b] - values[a]) / (b - a) for a, b in pairs)
    if slope <= 0:
        return None
    level = statistics.median(values[i] + slope * (last - i) for i in range(since, last + 1))
    before = values[max(0, since + 1 - WINDOW) : since + 1]
    return Drift(since, slope, statistics.median(before), level)


class _Rise:
    """The last values, less their mean, held against broken lines."""

    def __init__(self, values: Sequence[float]) -> None:
        self._values = _centred(_without_outliers(values))

    def nights(self) -> int:
        """Return for how many nights it rises, 0 where noise shows as much."""
        scores = _scores(self._values)
        best = max(scores)
        beyond = best > math.sqrt(_total(self._values)) * of_noise(len(self._values))
        return _lengths(len(self._values))[scores.index(best)] if beyond else 0

    def better_step(self, nights: int) -> int:
        """Return the index at which a step explains it clearly better than that rise, 0 where none does."""
        total = _total(self._values)
        score = _scores(self._values)[_lengths(len(self._values)).index(nights)]
        size = len(self._values)
        sums = list(accumulate(self._values))
        gains = {
            at: sums[at - 1] ** 2 * (1 / at + 1 / (size - at))
            for at in range(_STEP_VALUES, size - _STEP_VALUES + 1)
        }
        at = max(gains, key=lambda one: gains[one])
        left_by_rise, left_by_step = total - score**2, total - gains[at]
        if left_by_rise <= 0:
            return 0
        return at if left_by_step <= left_by_rise * math.exp(-_CLEARLY / size) else 0


@cache
def of_noise(size: int) -> float:
    """Return the correlation with a broken line that ``LEVEL`` of all series of normal noise exceed.

    Simulated series give the tail, whose likelihood ratios are exponential, and that gives the rare ones
    (peaks over a threshold: Pickands, Annals of Statistics 3, 1975).
    """
    chance = Random(_SEED)  # noqa: S311 - a test by chance, nothing secret
    ratios = sorted(_ratio([chance.gauss(0, 1) for _ in range(size)]) for _ in range(_SIMULATED))
    tail = ratios[-_TAIL:]
    rare = tail[0] + (statistics.fmean(tail) - tail[0]) * math.log(_TAIL / _SIMULATED / LEVEL)
    return math.sqrt(1 - math.exp(-rare))


def _ratio(values: list[float]) -> float:
    """Return -ln(1 - r²) of the greatest correlation r with a broken line, 0 where it is below 0."""
    noise = _centred(values)
    square = max(0.0, *_scores(noise)) ** 2 / _total(noise)
    return -math.log(1 - square)


def _scores(centred: list[float]) -> list[float]:
    """Return the projection on each broken line: one that rises for k nights is 1 to k on the last ones.

    That is twice the running sum from the end.
    """
    lengths = _lengths(len(centred))
    rising = list(accumulate(accumulate(centred[: -lengths[-1] - 1 : -1])))
    return list(map(mul, (rising[k - 1] for k in lengths), _weights(len(centred))))


@cache
def _lengths(size: int) -> tuple[int, ...]:
    return tuple(k for k in _LENGTHS if k < size)


@cache
def _weights(size: int) -> tuple[float, ...]:
    return tuple(1 / math.sqrt(_square(k, size)) for k in _lengths(size))


def _square(nights: int, size: int) -> float:
    """Return the square of a broken line's length, less its mean."""
    total = nights * (nights + 1) / 2
    return nights * (nights + 1) * (2 * nights + 1) / 6 - total * total / size


def _without_outliers(values: Sequence[float]) -> list[float]:
    """Draw in what is far from the median; values of which most are equal stay as they are."""
    middle = statistics.median(values)
    far = _OUTLIER * _NORMAL * statistics.median(abs(value - middle) for value in values)
    return [min(max(value, middle - far), middle + far) for value in values] if far > 0 else list(values)


def _centred(values: Sequence[float]) -> list[float]:
    mean = math.fsum(values) / len(values)
    return [value - mean for value in values]


def _total(values: Sequence[float]) -> float:
    return math.fsum(map(mul, values, values))
