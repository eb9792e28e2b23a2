"""What must hold between the samples of a histogram, label set by label set and time by time."""

from __future__ import annotations

import math
from itertools import pairwise

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.numbers import number_in
from gonogo.suites.metrics.exposition.read import Exposition
from gonogo.suites.metrics.exposition.sample import Labels, Sample

Wrong = list[tuple[int, str, str]]  # line, expected, observed
Parts = dict[str, list[Sample]]  # samples by suffix, without the g of gauge histograms
Metric = tuple[str, Labels, float | None]  # family, labels without le, time

_WITHOUT_G = {"_gcount": "_count", "_gsum": "_sum"}


def histogram_faults(seen: Exposition) -> tuple[int, list[Fault]]:
    """Return how many histograms there are (label sets, not families) and what is wrong with them.

    Buckets without a number in le are left out, as whoever reads a quantile leaves them out.
    """
    found = _histograms(seen, "histogram")
    faults = _faults(found, openmetrics=seen.openmetrics)
    if seen.openmetrics:
        faults += _faults(_histograms(seen, "gaugehistogram"), openmetrics=True)
    return len(found), faults


def _faults(found: dict[Metric, Parts], *, openmetrics: bool) -> list[Fault]:
    return [
        Fault(line, f"{Sample(0, family, labels, 0.0).series}: {expected}", said)
        for (family, labels, _), parts in found.items()
        for line, expected, said in _wrong(parts, openmetrics=openmetrics)
    ]


def _histograms(seen: Exposition, kind: str) -> dict[Metric, Parts]:
    """Return the samples of each histogram of a kind."""
    found: dict[Metric, Parts] = {}
    if kind not in seen.types.values():
        return found
    for sample in seen.samples:
        family = seen.family(sample.name)
        if seen.types.get(family) == kind:
            suffix = sample.name[len(family) :]
            parts = found.setdefault((family, sample.without("le"), sample.time), {})
            parts.setdefault(_WITHOUT_G.get(suffix, suffix), []).append(sample)
    return found


def _wrong(parts: Parts, *, openmetrics: bool) -> Wrong:
    first = next(iter(parts.values()))[0]
    buckets = [bucket for bucket in parts.get("_bucket", []) if not math.isnan(_bound(bucket))]
    if not buckets:
        return [(first.line, "buckets, each with a number in le", f"none of {len(parts.get('_bucket', []))}")]
    bounds = [_bound(bucket) for bucket in buckets]
    rising = [bucket for _, bucket in sorted(zip(bounds, buckets, strict=True), key=lambda pair: pair[0])]
    wrong = [*_bounds(buckets, bounds), *_cumulative(rising), *_count(rising[-1], parts.get("_count", []))]
    return [*wrong, *(_sum(rising[0], parts) if openmetrics else _counted(rising[-1], parts))]


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
    if counts and _bound(last) == math.inf and counts[0].value != last.value:
        said = f"{counts[0].series} is {counts[0].value:g}, and the bucket {last.value:g}"
        return [(counts[0].line, 'a _count equal to the bucket le="+Inf"', said)]
    return []


def _counted(last: Sample, parts: Parts) -> Wrong:
    """Return what the text format asks for beside the buckets."""
    return [] if "_count" in parts else [(last.line, "a _count beside the buckets", "none")]


def _sum(lowest: Sample, parts: Parts) -> Wrong:
    """Return what OpenMetrics asks of a sum: with a count or neither, and none of what can be below zero."""
    sums, wrong = parts.get("_sum", []), []
    if ("_sum" in parts) != ("_count" in parts):
        wrong.append((lowest.line, "both _sum and _count, or neither", "one of them"))
    below = _bound(lowest) < 0
    for one in sums:
        if below and one.name.endswith("_sum") and not one.name.endswith("_gsum"):
            wrong.append((one.line, "no _sum over buckets below zero", one.series))
        if not below and one.name.endswith("_gsum") and one.value < 0:
            wrong.append((one.line, "no _gsum below zero over buckets above", f"{one.value:g}"))
    return wrong


def _bound(bucket: Sample) -> float:
    """Return the upper bound, NaN where le holds no number."""
    return number_in(bucket.label("le"))
