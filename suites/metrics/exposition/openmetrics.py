"""Strict checks of OpenMetrics: the reference parser, and the duplicates that it drops in silence."""

from __future__ import annotations

from collections import deque

from gonogo.suites.metrics.exposition.families import apart
from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.read import read
from gonogo.suites.metrics.exposition.text import duplicates


def openmetrics_faults(text: str) -> tuple[Fault, ...]:
    """Return the first thing that the parser refuses, and each duplicate."""
    seen = read(text, openmetrics=True)
    faults = [*_refused(text), *duplicates(seen)]
    if not seen.samples and not faults:
        faults.append(Fault(0, "at least one sample", "none"))
    return tuple(sorted(faults))


def _refused(text: str) -> list[Fault]:
    # not at the top: it brings a web server along, and a run that reads no OpenMetrics does without
    from prometheus_client.openmetrics.parser import text_string_to_metric_families  # noqa: PLC0415 - heavy

    try:
        deque(text_string_to_metric_families(apart(text)), maxlen=0)  # type: ignore[no-untyped-call]
    except (ValueError, LookupError) as refused:  # it raises both on malformed input
        return [Fault(0, "OpenMetrics 1.0.0", str(refused)[:200] or "a line with a malformed name")]
    return []
