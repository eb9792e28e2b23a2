"""What must hold between the samples of a histogram, label set by label set."""

from __future__ import annotations

import math
from itertools import pairwise

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.read import Exposition
from gonogo.suites.metrics.exposition.sample import Sample

Labels = tuple[tuple[str, str], ...]
Wrong = list[tuple[int, str, str]]  # line, expected, observed


def histogram_faults(seen: Exposition) -> tuple[int, list[Fault]]:
    """Return how many histograms there are (label sets, not families) and what is wrong with them."""
    examined, faults = 0, []
    for family in (name for name, kind in seen.types.items() if kind == "histogram"):
        for labels, parts in _parts(seen, family).items():
            examined += 1
            where = Sample(0, family, labels, 0.0).series
            faults += [Fault(line, f"{where}: {expected}", found) for line, expected, found in _wrong(parts)]
    return examined, faults


def _parts(seen: Exposition, family: str) -> dict[Labels, dict[str, list[Sample]]]:
    """Return, for each label set without `le`, the samples by suffix."""
    found: dict[Labels, dict[str, list[Sample]]] = {}
    for sample in seen.samples:
        if seen.family(sample.name) == family:
            suffixes = found.setdefault(sample.without("le"), {})
            suffixes.setdefault(sample.name[len(family) :], []).append(sample)
    return found


def _wrong(parts: dict[str, list[Sample]]) -> Wrong:
    first = next(iter(parts.values()))[0]
    buckets = parts.get("_bucket", [])
    bounds = [_bound(bucket) for bucket in buckets]
    if not bounds or any(map(math.isnan, bounds)):
        return [(first.line, "buckets, each with a number in le", f"{len(buckets)} buckets, bounds {bounds}")]
    rising = [bucket for _, bucket in sorted(zip(bounds, buckets, strict=True), key=lambda pair: pair[0])]
    return [*_bounds(buckets, bounds), *_cumulative(rising), *_count(rising[-1], parts.get("_count", []))]


def _bounds(buckets: list[Sample], bounds: list[float]) -> Wrong:
    if bounds != sorted(set(bounds)):
        return [(buckets[0].line, "bounds that rise", f"{bounds}")]
    if bounds[-1] != math.inf:
        return [(buckets[-1].line, 'a bucket le="+Inf"', f"{buckets[-1].series} is the last")]
    return []


def _cumulative(rising: list[Sample]) -> Wrong:
    wrong = [(b.line, "no negative bucket", f"{b.series} {b.value:g}") for b in rising if not b.value >= 0]
    for lower, upper in pairwise(rising):
        if upper.value < lower.value:
            said = f"{upper.series} is {upper.value:g} after {lower.value:g}"
            wrong.append((upper.line, "cumulative buckets", said))
    return wrong


def _count(last: Sample, counts: list[Sample]) -> Wrong:
    if not counts:
        return [(last.line, "a _count beside the buckets", "none")]
    if _bound(last) == math.inf and counts[0].value != last.value:
        said = f"{counts[0].series} is {counts[0].value:g}, and the bucket {last.value:g}"
        return [(counts[0].line, 'a _count equal to the bucket le="+Inf"', said)]
    return []


def _bound(bucket: Sample) -> float:
    """Return the upper bound, NaN where le holds no number."""
    try:
        return float(bucket.label("le"))
    except ValueError:
        return math.nan
