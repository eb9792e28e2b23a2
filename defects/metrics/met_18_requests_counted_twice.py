"""Requests of a route are counted twice.

Ships: the metrics middleware is added to a mounted sub-application and to the application around it.
Source: prometheus/docs, "Instrumentation" (count each request once, in one place).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("MET-18", expected=("metrics/traffic-is-conserved",))


def inject(rng: Random) -> Injection:
    """Serve with the second middleware."""
    return Injection(fact=route_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count the route again, on the same series."""
    return counting_again(app, route_of(rng), app.state.services.metrics.record)


def route_of(rng: Random) -> str:
    """Draw the route."""
    return rng.choice(["/articles", "/search", "/articles/{article_id}"])


def counting_again(app: Any, route: str, record: Callable[[Any], None]) -> Any:
    """Add the middleware a second time, for one route."""
    from app.monitoring.observe import ObserveRequests  # noqa: PLC0415 - only the release has it

    def record_route(served: Any) -> None:
        if served.route == route:
            record(served)

    app.add_middleware(ObserveRequests, recorders=(record_route,), in_flight=nullcontext)
    return app
