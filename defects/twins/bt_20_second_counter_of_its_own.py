"""Requests of a route are observed by two middlewares, and the second counts on a series of its own.

Good because: each series counts each request once; the totals of both together exceed the traffic.
Source: prometheus/docs, "Instrumentation".
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Counter

from defects.metrics.met_18_requests_counted_twice import counting_again, route_of
from proving.seed import Injection, Twin

TWIN = Twin("BT-20", of="MET-18-requests-counted-twice")


def inject(rng: Random) -> Injection:
    """Serve with the second middleware."""
    return Injection(fact=route_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count the route again, on another series."""
    registry = app.state.services.metrics.registry
    counter = Counter("ukp_team_requests", "Requests, for the team's own page.", ["route"], registry=registry)
    return counting_again(app, route_of(rng), lambda served: counter.labels(served.route).inc())
