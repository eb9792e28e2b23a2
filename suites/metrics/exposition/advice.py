"""What Prometheus takes and stores, and another reader refuses or reads otherwise: each names the reader."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from gonogo.suites.metrics.exposition.families import clashes, families
from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.metadata import Metadata
from gonogo.suites.metrics.exposition.numbers import is_number, quantile_of
from gonogo.suites.metrics.exposition.read import Exposition
from gonogo.suites.metrics.exposition.sample import LABEL, METRIC, Labels, Sample

_EXPFMT = "promtool, the push gateway and all else that reads with Go's expfmt"
_REFUSED = f"{_EXPFMT} refuse the whole body"
_BOUND = "histogram_quantile leaves the bucket out"
_NO_QUANTILE = f"{_EXPFMT} drop it without a word"
_NEVER = "no quantile that anybody asks for; prometheus_client refuses it in OpenMetrics"
_SUM = "rate() of it, and every average, is NaN from now on"
_FALLING = "a quantile of more observations that is smaller: whoever reads both is misled"
_CLASH = "client_golang writes its own collectors so; prometheus_client's parser refuses the whole body"
_TWICE = "Prometheus reads it all; prometheus_client's parser gives the family twice"
_QUOTED = "Prometheus 2 drops the whole scrape; 3 takes it"
_METRIC, _LABEL = re.compile(METRIC), re.compile(LABEL)


def misread(seen: Exposition) -> list[tuple[str, Fault]]:
    """Return what the text format forbids and Prometheus takes, each with the family that it is a part of.

    In OpenMetrics all of it is refused with the rest of what that format forbids.
    """
    if seen.openmetrics or not {"histogram", "summary"} & set(seen.types.values()):
        return []
    return [(family, fault) for s in seen.samples for family, fault in _misread(seen, s)]


def _misread(seen: Exposition, sample: Sample) -> Iterator[tuple[str, Fault]]:
    family = seen.family(sample.name)
    kind, suffix = seen.types.get(family), sample.name[len(family) :]
    if kind == "summary" and not suffix and quantile_of(sample) is None:
        yield family, _said(sample, "quantile", "a quantile from 0 to 1", _reader_of_quantile(sample))
    if kind == "histogram" and suffix == "_bucket" and not is_number(sample.label("le")):
        reader = f"{_BOUND}; {_REFUSED}" if sample.label("le") else _BOUND
        yield family, _said(sample, "le", "a number in le", reader)
    if kind in ("histogram", "summary") and suffix == "_sum" and math.isnan(sample.value):
        yield family, Fault(sample.line, "a sum that is a number", f"{sample.series} NaN: {_SUM}")


def _reader_of_quantile(sample: Sample) -> str:
    text = sample.label("quantile")
    if not text:
        return _NO_QUANTILE
    return _NEVER if is_number(text) else _REFUSED


def _said(sample: Sample, label: str, expected: str, reader: str) -> Fault:
    return Fault(sample.line, expected, f"{sample.name} {label}={sample.label(label)!r}: {reader}")


def advice(seen: Exposition, *, utf8_names: bool) -> list[Fault]:
    """Return what no format forbids and a reader does not expect; ``utf8_names`` where agreed on."""
    found = [*_falling(seen), *([] if utf8_names else _quoted(seen))]
    if seen.openmetrics:
        again = clashes(families(seen.lines))[1]
        found += [Fault(f.line, f.expected, f"{f.observed}: {_CLASH}") for f in again]
    else:
        found += _regrouped(seen)
    return sorted(found)


def _regrouped(seen: Exposition) -> list[Fault]:
    """Return each line at which a family is taken up again."""
    faults, closed, current = [], set(), ""
    for line in seen.lines:
        family = line.name if isinstance(line, Metadata) else seen.family(line.name)
        if family != current and family in closed:
            said = f"it goes on after {current}: {_TWICE}"
            faults.append(Fault(line.line, f"{family} in one group of lines", said))
        if family != current:
            closed.add(current)
        current = family
    return faults


def _falling(seen: Exposition) -> list[Fault]:
    """Return each quantile of a summary that is below a lower one."""
    summaries: dict[tuple[str, Labels, float | None], list[tuple[float, Sample]]] = {}
    if "summary" not in seen.types.values():
        return []
    for sample in seen.samples:
        if seen.types.get(sample.name) == "summary" and (quantile := quantile_of(sample)) is not None:
            key = (sample.name, sample.without("quantile"), sample.time)
            summaries.setdefault(key, []).append((quantile, sample))
    return [
        Fault(b.line, "quantiles that rise", f"{b.series} is {b.value:g} after {a.value:g}: {_FALLING}")
        for found in summaries.values()
        for (_, a), (_, b) in pairwise(sorted(found, key=lambda pair: pair[0]))
        if b.value < a.value
    ]


def _quoted(seen: Exposition) -> list[Fault]:
    """Return the first sample whose name, or a label's, has to be quoted."""
    odd = {name for name in {sample.name for sample in seen.samples} if not _METRIC.fullmatch(name)}
    labels = {name for sample in seen.samples for name, _ in sample.labels}
    odd_labels = {name for name in labels if not _LABEL.fullmatch(name)}
    if not odd and not odd_labels:
        return []
    found = next(s for s in seen.samples if s.name in odd or odd_labels & {name for name, _ in s.labels})
    expected = "names of letters, digits and _, or escaping=allow-utf-8 in the Content-Type"
    return [Fault(found.line, expected, f"{found.series}: {_QUOTED}")]
