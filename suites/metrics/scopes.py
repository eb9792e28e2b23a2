"""The scopes of OpenTelemetry in OpenMetrics, as two of its own exporters wrote them for years. Pure.

Their family is called as its samples are, and begins once more with each scope. Prometheus stores all of it:
its reader compares no names of families. Who uses such an exporter could not have it otherwise.
Source: OpenMetrics 1.0.0, info; open-telemetry/opentelemetry-dotnet, PrometheusSerializer up to 2026.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes

_SCOPE = re.compile(
    r"^# TYPE otel_scope_info info\n(?:# HELP otel_scope_info [^\n]*\n)?(?:otel_scope_info\{[^\n]*\n)+",
    re.MULTILINE,
)
_NAME = re.compile(r"^(# \w+ )?otel_scope_info\b", re.MULTILINE)


def misnamed(body: str) -> int:
    """Return the line of the first family that is called as its samples, 0 where there is none."""
    found = _SCOPE.search(body)
    return body.count("\n", 0, found.start()) + 1 if found else 0


def with_scopes_named(seen: Scrapes) -> Scrapes:
    """Return the scrapes with each such family as one of its own, in the same lines."""
    return replace(
        seen,
        scrapes=tuple(map(_named, seen.scrapes)),
        others=tuple(map(_named, seen.others)),
        later=tuple(map(_named, seen.later)),
    )


def _named(scrape: Scrape) -> Scrape:
    numbers = iter(range(1, scrape.body.count("\n") + 2))
    return replace(scrape, body=_SCOPE.sub(lambda found: _as_family(found[0], next(numbers)), scrape.body))


def _as_family(lines: str, number: int) -> str:
    family = f"otel_scope_{number}"
    return _NAME.sub(lambda found: f"{found[1]}{family}" if found[1] else f"{family}_info", lines)
