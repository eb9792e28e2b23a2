"""A gauge has a series for each session, user or address.

Ships: it was the quickest way to answer one question once.
Source: OpenMetrics 1.0.0, "Label"; prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

import uuid
from random import Random
from typing import Any

from prometheus_client import Gauge

from defects.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/label-values-are-bounded",))


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=_drawn(rng)[1], wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Register the gauge with a few of its series."""
    label, value = _drawn(rng)
    seen = Gauge(
        "ukp_last_seen", "Whether it was seen.", [label], registry=app.state.services.metrics.registry
    )
    seen.labels(value).set(1)
    return app


def _drawn(rng: Random) -> tuple[str, str]:
    """Draw a label and a value of it."""
    number = rng.randrange(1000)
    return rng.choice(
        [
            ("session", str(uuid.UUID(int=rng.getrandbits(128), version=4))),
            ("user", f"reader.{number}@library.example"),
            ("client", f"10.{number % 256}.{rng.randrange(256)}.{rng.randrange(1, 255)}:{30_000 + number}"),
        ]
    )
