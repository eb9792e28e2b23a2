"""Is one release slower than another? A test of stochastic order whose unit is the round, valid at any look.

In each round candidate and baseline take one turn each, in an order that is drawn anew. Where the candidate
is no slower, either turn is as likely to be its own, whatever stalls they hold. A stake is put on it having
more above a quantile than the baseline; what that has become is a nonnegative supermartingale then, and ever
reaches 1 / error with a probability of at most ``error``, however often one looks (Ville's inequality).
Sources: Lindon, Sanden and Shirikian, *Rapid regression detection in software deployments through sequential
testing*, KDD 2022 (arXiv 2205.14762), whose arrivals are independent; Waudby-Smith and Ramdas, *Estimating
means of bounded random variables by betting*, JRSS B 86, 2024; Fisher, *The design of experiments*, 1935.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_STAKES = (0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
"""Parts of what is left that are put on each round, side by side: which is best depends on the effect."""
MOST_TIMES = 4.0
"""A run that would not see so many times as long sees nothing; twice what a contract may tolerate."""
_NEARLY = 1.02

Pair = tuple[float, float]


@dataclass(frozen=True)
class Round:
    """One turn of each, in seconds and sorted; infinite is what was never answered as promised.

    ``arm`` is the baseline's, 0 or 1: of every two rounds, a coin says which one is of its first arm.
    """

    candidate: tuple[float, ...]
    baseline: tuple[float, ...]
    arm: int


Strata = Sequence[Sequence[Round]]
"""The rounds of each journey, as many of each: a quantile is each journey's own."""


@dataclass(frozen=True)
class Won:
    """What 1 has become that was bet on the candidate being slower, and on either of the baseline's arms."""

    slower: float
    apart: float


def bet(strata: Strata, share: float, tolerated: float = 1.0) -> Won:
    """Bet round by round that more of the candidate's arrivals lie above a quantile.

    The quantile is that of all arrivals up to and with the round; ``tolerated`` is how many times as long the
    candidate may take.
    """
    shares = _shares_above(strata, share, 1 / tolerated)
    arms = [one.arm for one in strata[0]] if strata else []
    apart = list(_arms_beside([theirs for _, theirs in shares], arms))
    either = _won(apart) + _won([(second, first) for first, second in apart])
    return Won(_won(shares), either / 2)


def least_seen(strata: Strata, share: float, tolerated: float, enough: float) -> float:
    """Return how many times as slow a candidate had to be for the bet to win enough, infinite beyond 4.

    That is for one which is like the baseline at this quantile otherwise, by bisection.
    """
    like = [1 / (_ratio(rounds, share) or 1.0) for rounds in strata]

    def is_seen(times: float) -> bool:
        return _won(_shares_above(strata, share, *(times * each / tolerated for each in like))) >= enough

    low, high = tolerated, MOST_TIMES
    if not is_seen(high):
        return math.inf
    while high > low * _NEARLY:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if is_seen(middle) else (middle, high)
    return high


def quantile(values: Sequence[float], share: float) -> float:
    """Return the quantile of sorted values by nearest rank, and no number of none."""
    return values[max(0, math.ceil(len(values) * share) - 1)] if values else math.nan


def _ratio(rounds: Sequence[Round], share: float) -> float:
    """Return the candidate's quantile by the baseline's, 0 where either is none or infinite."""
    mine = quantile(sorted(v for one in rounds for v in one.candidate), share)
    theirs = quantile(sorted(v for one in rounds for v in one.baseline), share)
    ratio = mine / theirs if theirs else 0.0
    return ratio if math.isfinite(ratio) else 0.0


def _arms_beside(shares: Sequence[float], arms: Sequence[int]) -> Iterator[Pair]:
    """Give the baseline's shares of every two rounds, its first arm's before its second's."""
    both = list(zip(shares, arms, strict=True))
    for (one, arm), (other, _) in zip(both[::2], both[1::2], strict=False):
        yield (one, other) if arm == 0 else (other, one)


def _shares_above(strata: Strata, share: float, *factors: float) -> list[Pair]:
    """Return which share of each round's turns lies above its quantiles, all journeys together.

    A turn in which nothing arrived is like the other one.
    """
    every = factors * len(strata) if len(factors) == 1 else factors
    counts = [_counts(rounds, share, factor) for rounds, factor in zip(strata, every, strict=True)]
    return [_together(row) for row in zip(*counts, strict=True)]


def _counts(rounds: Sequence[Round], share: float, factor: float) -> list[list[tuple[float, int]]]:
    """Return of each turn how many lie above the quantile of all so far, and how many there are."""
    seen: list[float] = []
    found = []
    for one in rounds:
        turns = [tuple(factor * value for value in one.candidate), one.baseline]
        for turn in turns:
            seen += turn
        seen.sort()
        limit = quantile(seen, share)
        found.append([(_above(turn, limit), len(turn)) for turn in turns])
    return found


def _above(values: Sequence[float], limit: float) -> float:
    """Return how many lie above a limit; what is equal to it, which may be infinite, counts half."""
    return len(values) - (bisect_left(values, limit) + bisect_right(values, limit)) / 2


def _together(row: Sequence[Sequence[tuple[float, int]]]) -> Pair:
    above, arrived = (tuple(sum(turns[arm][n] for turns in row) for arm in range(2)) for n in range(2))
    if not all(arrived):
        return 0.0, 0.0
    return above[0] / arrived[0], above[1] / arrived[1]


def _won(shares: Sequence[Pair]) -> float:
    """Return what becomes of 1 that is bet on the first of each pair having more than the second.

    How much is bet depends on the pairs so far, and never on which of them is the first.
    """
    outcomes: list[float] = []
    widths: list[float] = []
    for mine, theirs in shares:
        width = abs(mine - theirs)
        insort(widths, width)
        scale = max(width, median(widths))
        outcomes.append((mine - theirs) / scale if scale else 0.0)
    every = [math.prod(1 + stake * outcome for outcome in outcomes) for stake in _STAKES]
    return sum(every) / len(every)
