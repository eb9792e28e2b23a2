"""A new series measures an age in hours or days.

Ships: it was made for one panel, whose axis says days, by somebody who read the number there.
Source: prometheus/docs, "Metric and label naming", base units; spacelift-io/prometheus-exporter#4 (minutes).
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
    gauge = Gauge(_name(rng), "How old it is.", registry=app.state.services.metrics.registry)
    gauge.set(rng.uniform(1, 90))
    return app


def _name(rng: Random) -> str:
    what = rng.choice(["backup", "index", "newest_article"])
    return f"ukp_{what}_age_{rng.choice(['minutes', 'hours', 'days'])}"
