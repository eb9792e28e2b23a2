"""Counters of which an expression of PromQL takes the bare value: told without evaluating it. Pure.

Source: cloudflare/pint, promql/counter; Prometheus, "Histograms and summaries" (buckets, counts and sums are
counters).
"""

from __future__ import annotations

import re

from gonogo.suites.metrics.observations.alerts import Alerts
from gonogo.suites.metrics.promql import looked_at, named_in
from gonogo.suites.metrics.then_and_now import compared_with_before

_OVER_TIME = {
    *("rate", "irate", "increase", "delta", "idelta", "deriv", "resets", "changes", "predict_linear"),
    *("absent", "absent_over_time", "present_over_time", "count", "count_over_time", "group", "timestamp"),
}
_BY_NAME = re.compile(
    r"\w+(?<!inodes)(?<!offline)(?<!online)(?<!unapplied)(?<!storage)(?<!connections)(?<!memory)(?<!space)"
    r"(?<!_active_handles)(?<!_active_requests)(?<!_active_resources)"
    r"(?<!_cluster_membership)(?<!_backends)(?<!_backends_waiting)(?<!_usage_object)(?<!_cluster_bucket)"
    r"(?<!_backend_objects)_total"
    r"|\w+_(?:seconds_count|seconds_sum|(?:(?:milli)?seconds|bytes|size|duration|latency)_bucket)"
)
"""Names of counters; some exporters call gauges a total as well: what there is in all, or at the moment."""
_LABELS = r"(?:\s*\{[^{}]*\})?"
_UNLESS = rf"{_LABELS}(?P<ago>\s+offset\s+\w+)?\s+unless\s+(?:(?:on|ignoring)\s*\([^()]*\)\s*)?"
_COMES_OR_GOES = re.compile(
    rf"(?<![\w:])([a-zA-Z_]\w*){_UNLESS}\1{_LABELS}(?(ago)(?!\s+offset)|\s+offset\s+\w+)"
)
"""A series that was not there a while ago, or is no more: no value is looked at."""


def bare_counters(expression: str, seen: Alerts) -> list[str]:
    """Return the counters outside of what looks at them over a time, or at their presence.

    What is exposed is what its type says, anything else what it is named as.
    """
    said = _COMES_OR_GOES.sub("vector(1)", expression)
    harmless = {*looked_at(said), *compared_with_before(said)}
    return [
        named.series
        for named in named_in(said)
        if not _OVER_TIME & {*named.inside}
        and is_counter(named.series, seen)
        and named.series not in harmless
    ]


def recorded_counters(seen: Alerts) -> dict[str, str]:
    """Return what a rule records of the bare value of a counter, and that counter."""
    found: dict[str, str] = {}
    for one in seen.alerts:
        bare = bare_counters(one.expression, seen) if one.recorded else []
        bare += [found[name] for name in of_those(one.expression, found)] if one.recorded else []
        if bare:
            found[one.recorded] = bare[0]
    return found


def of_those(expression: str, names: dict[str, str]) -> list[str]:
    """Return which of these series an expression takes the bare value of."""
    return [n.series for n in named_in(expression) if n.series in names and not _OVER_TIME & {*n.inside}]


def is_counter(series: str, seen: Alerts) -> bool:
    """Whether a series only rises: by its type where it is exposed, else by its name."""
    if series in seen.counters or series in seen.gauges:
        return series in seen.counters
    return _BY_NAME.fullmatch(series) is not None
