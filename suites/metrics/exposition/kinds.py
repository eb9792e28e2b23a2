"""What a type of OpenMetrics asks of each sample: labels, values and exemplars.

Source: OpenMetrics 1.0.0, data model (metric types).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby, pairwise

from gonogo.suites.metrics.exposition.families import Family
from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.numbers import is_number, quantile_of
from gonogo.suites.metrics.exposition.sample import Labels, Sample

_COUNTING = {
    "counter": ("_total",),
    "histogram": ("_bucket", "_count", "_sum"),
    "gaugehistogram": ("_bucket", "_gcount"),
    "summary": ("_count", "_sum"),
}
_WHOLE = ("_bucket", "_count", "_gcount")
_EXEMPLARS = {("counter", "_total"), ("histogram", "_bucket"), ("gaugehistogram", "_bucket")}
_BY = {("histogram", "_bucket"): "le", ("gaugehistogram", "_bucket"): "le", ("summary", ""): "quantile"}


def sample_faults(family: Family) -> Iterator[Fault]:
    """Give each sample that its type forbids, and each that stands out of its place."""
    for sample in family.samples:
        suffix = sample.name[len(family.name) :]
        for expected, observed in _wrong(family, sample, suffix):
            yield Fault(sample.line, expected, f"{sample.series} {observed}")
    yield from _out_of_place(family)


def _wrong(family: Family, sample: Sample, suffix: str) -> Iterator[tuple[str, str]]:
    kind, value = family.kind, f"{sample.value:g}"
    if suffix in _COUNTING.get(kind, ()) and not sample.value >= 0:
        yield "zero or above", value
    if kind == "gaugehistogram" and suffix == "_gsum" and math.isnan(sample.value):
        yield "a number", value
    if suffix in _WHOLE and kind in _COUNTING and sample.value >= 0 and not _is_whole(sample.value):
        yield "a whole number", value
    if sample.exemplar and (kind, suffix) not in _EXEMPLARS:
        yield "exemplars of counters and buckets alone", "has one"
    if kind == "summary" and not suffix:
        yield from _of_quantile(sample)
    if (
        (kind, suffix) in _BY
        and _BY[kind, suffix] == "le"
        and not is_number(sample.label("le"), canonical=True)
    ):
        yield "a bucket with a number in le", f"le={sample.label('le')!r}"
    yield from _of_state(family, sample)


def _of_quantile(sample: Sample) -> Iterator[tuple[str, str]]:
    if quantile_of(sample) is None:
        yield "a quantile from 0 to 1", f"quantile={sample.label('quantile')!r}"
    if sample.value < 0:
        yield "a quantile's value of zero or above", f"{sample.value:g}"


def _of_state(family: Family, sample: Sample) -> Iterator[tuple[str, str]]:
    if family.kind == "info" and sample.value != 1:
        yield "the value 1", f"{sample.value:g}"
    if family.kind == "stateset" and sample.value not in (0, 1):
        yield "the value 0 or 1", f"{sample.value:g}"
    if family.kind == "stateset" and not sample.label(family.name):
        yield f"a label {family.name} with the state", "has none"


def _is_whole(value: float) -> bool:
    return math.isinf(value) or value.is_integer()


def _out_of_place(family: Family) -> Iterator[Fault]:
    """Give samples of one metric that do not stand together, and times that come, go or fall."""
    if family.kind == "info":
        return
    seen: set[Labels] = set()
    for labels, run in groupby(family.samples, key=lambda sample: _metric(family, sample)):
        samples = list(run)
        if labels in seen:
            yield Fault(samples[0].line, "the samples of one metric together", f"{samples[0].series} again")
        seen.add(labels)
        yield from _times(samples)


def _metric(family: Family, sample: Sample) -> Labels:
    """Return the labels of the metric that a sample is a part of."""
    if family.kind == "stateset":
        return sample.without(family.name)
    return sample.without(_BY.get((family.kind, sample.name[len(family.name) :]), ""))


def _times(samples: list[Sample]) -> Iterator[Fault]:
    for earlier, later in pairwise(samples):
        if (earlier.time is None) != (later.time is None):
            yield Fault(later.line, "a time of every sample of a metric, or of none", later.series)
        elif later.time is not None and earlier.time is not None and later.time < earlier.time:
            yield Fault(later.line, "times that rise", f"{later.time:.10g} after {earlier.time:.10g}")
