"""A counter's name ends in `_total`, and nothing else's does.

Why: who reads a name chooses between rate and value by it; a counter that looks like a gauge is graphed so.
Reference: Prometheus, "Metric and label naming"; OpenMetrics 1.0.0, counter.
Remedy: let the client library write the suffix; rename at a release boundary and keep both names for one.
"""

from __future__ import annotations

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition
from gonogo.suites.metrics.judging import expositions, format_of
from gonogo.suites.metrics.observations.scrapes import Scrapes

_OF_ERLANG = ("erlang_vm_", "erlang_mnesia_")
_OTHERS = ("go_", "process_", "python_", "jvm_", "nodejs_", "dotnet_", "node_", "kong_", *_OF_ERLANG)
"""Names of a runtime or an agent, which no service can choose."""
_ODD = (*_OF_ERLANG, "base_gc_time_total_")
"""Counters that a library names without the suffix, as MicroProfile does the time of collections."""


@rule("metrics", severity=Severity.ADVISORY)
def judge(seen: Scrapes) -> Judgement:
    """Refuse a counter without the suffix, and a gauge, histogram or summary with it."""
    examined, problems = 0, []
    for scrape, exposition in expositions(seen):
        suffixed = format_of(scrape) != "openmetrics"
        for name, kind in exposition.types.items():
            examined += 1
            wrong = _wrong(name, kind, exposition, suffixed=suffixed)
            problems += [Problem(f"{name} at {scrape.source} for {scrape.wanted}", *wrong)] if wrong else []
    return Judgement(examined, tuple(problems))


def _wrong(name: str, kind: str, exposition: Exposition, *, suffixed: bool) -> tuple[str, str] | None:
    if kind == "counter" and suffixed and not name.endswith("_total") and not name.startswith(_ODD):
        return "a counter named …_total", name
    if kind in ("gauge", "histogram", "summary") and name.endswith("_total") and not name.startswith(_OTHERS):
        return f"a {kind} named without _total", name
    return None
