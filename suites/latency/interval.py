"""Between which bounds the share of arrivals over a budget lies, where they come in clusters. Pure.

The unit is the block, one second of intended start. Slow arrivals are counted as a compound Poisson sum: its
bounds are gamma quantiles of the same mean and variance (Fay and Feuer, Statistics in Medicine 16, 1997). The
variance holds the dependence between blocks, as far as it can be seen to reach (the initial positive sequence
of Geyer, Statistical Science 7, 1992), and is never less than that of independent arrivals; Student's t pays
for having estimated it. Neither bound is narrower than what blocks that are slow as a whole, or not at all,
leave open. docs/latency.md has the error rates.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, median_low

from gonogo.suites.latency.gamma import gamma_quantile, student_quantile

_FEWEST_BLOCKS = 3
_LEAST_FREEDOM = 2.0
_HALF = 0.5
_NEARLY = 1.1
MOST_TIMES = 64.0


@dataclass(frozen=True)
class Sample:
    """All that an interval needs of the blocks: ``over`` of ``arrivals`` were over, in so many ``blocks``.

    ``variance`` is that of ``over``, with ``freedom`` degrees to know it by. ``worst_run`` and ``best_run``
    are the most that arrivals over the budget, or within it, exceeded their median share by in a row of
    blocks: what one stall, or one quick spell, did.
    """

    arrivals: float
    over: float
    variance: float
    freedom: float
    worst_run: float
    best_run: float
    blocks: float

    @property
    def share(self) -> float:
        """The share over the budget; 0 of none."""
        return self.over / self.arrivals if self.arrivals else 0.0

    @property
    def share_without_worst_run(self) -> float:
        """The same had the worst stall not been."""
        return (self.over - self.worst_run) / self.arrivals if self.arrivals else 0.0

    def times(self, factor: float) -> Sample:
        """Return what as many times the blocks would show if all went on like this."""
        return replace(
            self,
            arrivals=self.arrivals * factor,
            over=self.over * factor,
            variance=self.variance * factor,
            freedom=(self.freedom + 1) * factor - 1,
            blocks=self.blocks * factor,
        )


@dataclass(frozen=True)
class Interval:
    """Bounds of the share of all arrivals to come that take longer than the budget."""

    low: float
    high: float


def sample(counts: Sequence[tuple[int, int]]) -> Sample:
    """Sum up blocks of (arrivals, how many of them were over) in the order of time, without empty ones."""
    seen = [(arrivals, over) for arrivals, over in counts if arrivals]
    arrivals, over, blocks = sum(a for a, _ in seen), sum(o for _, o in seen), len(seen)
    if not seen:
        return Sample(0, 0, 0.0, _LEAST_FREEDOM, 0.0, 0.0, 0)
    share = over / arrivals
    off = [o - share * a for a, o in seen]
    reach = _reach(off)
    spread = sum(each * each for each in off) * reach * blocks / max(1.0, blocks - reach)
    return Sample(
        arrivals=arrivals,
        over=over,
        variance=max(spread, arrivals * share * (1 - share)),
        freedom=max(_LEAST_FREEDOM, blocks / reach - 1),
        worst_run=_longest_run(seen),
        best_run=_longest_run([(a, a - o) for a, o in seen]),
        blocks=blocks,
    )


def interval(seen: Sample, error: float, allowed: float) -> Interval:
    """Return bounds, each of which errs with a probability of at most ``error``.

    Where half may be over and more are, quick arrivals are the rare ones, and are counted instead.
    """
    if seen.blocks < _FEWEST_BLOCKS:
        return Interval(0.0, 1.0)
    if allowed < _HALF or seen.share <= _HALF:
        return _of_rare(seen, seen.over, seen.worst_run, error)
    quick = _of_rare(seen, seen.arrivals - seen.over, seen.best_run, error)
    return Interval(1 - quick.high, 1 - quick.low)


def times_until(seen: Sample, holds: Callable[[Sample], bool]) -> float | None:
    """Return how many times as many blocks would settle it, going on like this; None beyond 64.

    By bisection, to a tenth: what more seconds settle, still more do as well.
    """
    if not holds(seen.times(MOST_TIMES)):
        return None
    low, high = 1.0, MOST_TIMES
    while high > low * _NEARLY:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if holds(seen.times(middle)) else (middle, high)
    return high


def _of_rare(seen: Sample, count: float, run: float, error: float) -> Interval:
    blank = math.pow(error, 1 / seen.blocks)
    variance = seen.variance * _price(seen.freedom, error) ** 2
    low = _gamma(count, variance, error) / seen.arrivals
    high = _gamma(count + run, variance + run * run, 1 - error) / seen.arrivals
    return Interval(min(low, blank), min(1.0, max(high, 1 - blank)))


def _gamma(mean: float, variance: float, probability: float) -> float:
    if not variance:
        return mean
    return variance / mean * gamma_quantile(mean * mean / variance, probability)


def _price(freedom: float, error: float) -> float:
    """How many times as wide an interval is whose variance had to be estimated."""
    return student_quantile(freedom, error) / NormalDist().inv_cdf(1 - error)


def _reach(off: Sequence[float]) -> float:
    """How many blocks vary as one: the integrated autocorrelation of what they are off, at least 1."""
    itself = _covariance(off, 0)
    if not itself:
        return 1.0
    total, lag = -itself, 0
    while lag < len(off) and (pair := _covariance(off, lag) + _covariance(off, lag + 1)) > 0:
        total += 2 * pair
        lag += 2
    return max(1.0, total / itself)


def _covariance(off: Sequence[float], lag: int) -> float:
    return sum(one * other for one, other in zip(off, off[lag:], strict=False))


def _longest_run(counts: Sequence[tuple[int, int]]) -> float:
    """The most that a row of blocks had more of something than blocks have in the median."""
    usual = median_low(some / arrivals for arrivals, some in counts)
    most = run = 0.0
    for arrivals, some in counts:
        more = some - usual * arrivals
        run = run + more if more > 0 else 0.0
        most = max(most, run)
    return most
