"""A promised series is missing until something happens to it.

Ships: the gauge is made on first use, so that a fresh process does not have it.
Source: prometheus/docs, "Instrumentation", avoid missing metrics; pint, promql/series.
"""

from __future__ import annotations

from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-21",
    expected=("metrics/promised-series-are-there",),
    collateral=("metrics/gauges-equal-the-truth",),
)
_SERIES = ["ukp_database_up", "ukp_cache_up", "ukp_http_requests_in_flight"]


def inject(rng: Random) -> Injection:
    """Serve without one of the gauges."""
    return Injection(fact=rng.choice(_SERIES), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Take the gauge out of the registry."""
    series, registry = rng.choice(_SERIES), app.state.services.metrics.registry
    collectors = list(registry._collector_to_names)  # noqa: SLF001 - the library has no other way to find it
    for collector in collectors:
        if any(family.name == series for family in collector.collect()):
            registry.unregister(collector)
    return app
