"""A new series measures in milliseconds.

Ships: its author copied the unit of the log line beside it.
Source: prometheus/docs, "Metric and label naming", base units.
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Gauge

from proving.seed import Defect, Injection

DEFECT = Defect("MET-12", expected=("metrics/units-are-base-units",))


def inject(rng: Random) -> Injection:
    """Serve with that series."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Register the series."""
    gauge = Gauge(_name(rng), "How long it took.", registry=app.state.services.metrics.registry)
    gauge.set(rng.uniform(1, 400))
    return app


def _name(rng: Random) -> str:
    what = rng.choice(["query", "render", "queue_wait"])
    return f"ukp_last_{what}_{rng.choice(['ms', 'milliseconds', 'millis'])}"
