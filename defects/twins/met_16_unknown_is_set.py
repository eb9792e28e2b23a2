"""A series is no number as long as nothing is known.

Good because: it is a gauge, which may say so, and which the next value sets right.
Source: OpenMetrics 1.0.0, gauge and NaN.
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Gauge

from defects.metrics.met_16_unknown_is_added import name_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-16", of="MET-16-unknown-is-added")


def inject(rng: Random) -> Injection:
    """Serve with the gauge."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Set what was reported."""
    registry = app.state.services.metrics.registry
    Gauge(name_of(rng), "What the last run saved.", registry=registry).set(float("nan"))
    return app
