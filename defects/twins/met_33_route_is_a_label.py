"""A route, and whether it was asked with a query, becomes a label value.

Good because: there are two such values, whatever a client sends.
Source: prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.metrics.met_33_known_path_is_a_label import counting_asked, drawn
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-known-path-is-a-label")


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact=f'{drawn(rng)[1]}="', wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count by the kind of what the route was asked for."""
    route, label = drawn(rng)
    return counting_asked(app, route, label, lambda scope: f"{route}?" if scope["query_string"] else route)
