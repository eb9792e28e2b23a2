"""A counter has a label with how long each request took, as one of a few classes.

Good because: there are as many series as there are classes, however many requests come.
Source: Prometheus, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.metrics.met_35_duration_is_a_label import drawn, timed
from proving.seed import Injection, Twin

TWIN = Twin("MET-35", of="MET-35-duration-is-a-label")
_CLASSES = (0.1, 0.5, 1.0, 5.0)


def inject(rng: Random) -> Injection:
    """Serve with the counter."""
    return Injection(fact=drawn(rng)[0], wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count each request by the class of its time."""
    return timed(app, *drawn(rng), _class_of)


def _class_of(seconds: float) -> str:
    return next((f"under {bound:g} s" for bound in _CLASSES if seconds <= bound), "longer")
