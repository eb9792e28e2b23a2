"""Whether the sum of a histogram can be that of what its buckets hold. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from gonogo.suites.metrics.exposition.checks import Exposition, Fault, Sample
from gonogo.suites.metrics.exposition.numbers import number_in
from gonogo.suites.metrics.exposition.sample import Labels

_LEAST = 10  # observations: of fewer, one that is counted and not yet added makes too much of a difference
_FACTOR = 2.0  # for the same reason, and for a few below zero; a wrong unit is a thousand

Key = tuple[str, Labels, float | None]  # family, labels without le, time


def sum_faults(seen: Exposition) -> Iterator[Fault]:
    """Give each sum that is infinite, or that no such observations have.

    One that is absent is none: OpenTelemetry leaves it out where observations may be below zero.
    """
    buckets: dict[Key, dict[float, float]] = {}
    sums: dict[Key, Sample] = {}
    for sample in seen.samples:
        family = seen.family(sample.name)
        if seen.types.get(family) == "histogram":
            key = (family, sample.without("le"), sample.time)
            if sample.name == f"{family}_bucket":
                buckets.setdefault(key, {})[number_in(sample.label("le"))] = sample.value
            elif sample.name == f"{family}_sum":
                sums[key] = sample
    for key, found in buckets.items():
        if key in sums:
            yield from _impossible(sums[key], found)


def _impossible(total: Sample, buckets: dict[float, float]) -> Iterator[Fault]:
    if math.isinf(total.value):
        yield Fault(total.line, "a sum that is finite", f"{total.series} {total.value:g}")
        return
    least, most = _range(sorted(buckets.items()))
    if max(buckets.values()) >= _LEAST and not least / _FACTOR <= total.value <= most * _FACTOR:
        expected = f"a sum from {least:g} to {most:g}, as the buckets have it"
        yield Fault(total.line, expected, f"{total.series} {total.value:g}")


def _range(buckets: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the least and the most that what is in the buckets can add up to."""
    first, held = buckets[0]
    if first <= 0 or math.isnan(first):
        return -math.inf, math.inf
    least, most = 0.0, first * held
    for (lower, below), (upper, upto) in pairwise(buckets):
        least += lower * (upto - below)
        most += upper * (upto - below) if upto > below else 0.0
    return least, most
