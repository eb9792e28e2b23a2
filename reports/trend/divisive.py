"""Where the level of a series changed: E-divisive, a nonparametric method, with a permutation test.

Matteson and James, "A nonparametric approach for multiple change point analysis of multivariate data", JASA
109 (2014), of one variable and with distances to the power 1; as a test of performance: Daly et al., "The use
of change point detection to identify software performance regressions in a continuous integration system",
ICPE 2020.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from random import Random

FEWEST = 5
"""Values on each side of a change."""

SHUFFLES = 1999
"""A change is one where no shuffled order of the values has a better split, of so many."""

_SEED = 20140331  # the same history gives the same page


@dataclass(frozen=True)
class Change:
    """``at`` is the index of the new level's first value; levels are medians up to the next changes."""

    at: int
    before: float
    after: float

    @property
    def confidence(self) -> float:
        """How often, at least, values without a change have no split like this: 1 - p of the test."""
        return 1 - 1 / (SHUFFLES + 1)


def change_points(values: Sequence[float]) -> tuple[Change, ...]:
    """Return the changes in their order."""
    cuts = sorted(_cuts(values, 0, Random(_SEED)))  # noqa: S311 - a test by chance, nothing secret
    ends = [0, *cuts, len(values)]
    levels = [statistics.median(values[a:b]) for a, b in pairwise(ends) if b > a]
    return tuple(Change(at, *levels[n : n + 2]) for n, at in enumerate(cuts))


def _cuts(values: Sequence[float], first: int, chance: Random) -> list[int]:
    """Cut where the two parts differ most, as long as chance does not cut as well."""
    if len(values) < 2 * FEWEST:
        return []
    split = _Split(values)
    order = list(range(len(values)))
    best, at = split.best(order)
    if best <= 0:
        return []
    for _ in range(SHUFFLES):
        chance.shuffle(order)
        if split.best(order)[0] >= best:
            return []
    return [*_cuts(values[:at], first, chance), first + at, *_cuts(values[at:], first + at, chance)]


class _Split:
    """The distances between all values, for any order of them."""

    def __init__(self, values: Sequence[float]) -> None:
        self._rows = [[abs(one - other) for other in values] for one in values]
        self._sums = [sum(row) for row in self._rows]
        self._total = sum(self._sums) / 2

    def best(self, order: list[int]) -> tuple[float, int]:
        """Return the greatest divergence of the first values from the others, and how many are the first."""
        inside, outside, found = 0.0, self._total, (0.0, 0)
        pick, size = itemgetter(*order), len(order)
        for first, item in enumerate(order[: size - FEWEST], 1):
            near = sum(pick(self._rows[item])[: first - 1])
            inside += near
            outside -= self._sums[item] - near
            if first >= FEWEST:
                found = max(found, (_divergence(inside, outside, self._total, first, size - first), first))
        return found


def _divergence(inside: float, outside: float, total: float, first: int, others: int) -> float:
    """Return the energy distance of two parts, weighed by their sizes, from their sums of distances."""
    between = 2 * (total - inside - outside) / (first * others)
    within = 2 * inside / (first * (first - 1)) + 2 * outside / (others * (others - 1))
    return first * others / (first + others) * (between - within)
