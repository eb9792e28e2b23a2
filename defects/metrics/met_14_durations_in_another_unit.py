"""The durations of one route are observed in another unit than their name says.

Ships: a router times itself with a helper that already returns milliseconds, or that already divides.
Source: prometheus/docs, "Metric and label naming" ("MUST refer to a single unit").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/durations-agree-with-the-client",), starred=True)


def inject(rng: Random) -> Injection:
    """Serve with that router."""
    return Injection(fact=f"GET {_drawn(rng)[0]} ", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Hand the metrics the route's time in the other unit; the log keeps the right one."""
    route, in_a_second = _drawn(rng)
    return observing(app, route, lambda seconds: seconds * in_a_second)


def observing(app: Any, route: str, observed: Callable[[float], float]) -> Any:
    """Change what is observed of a route's seconds."""
    record = app.state.services.metrics.record

    def recorder(served: Any) -> None:
        record(replace(served, seconds=observed(served.seconds)) if served.route == route else served)

    for middleware in app.user_middleware:
        if "recorders" in middleware.kwargs:
            others = [other for other in middleware.kwargs["recorders"] if other != record]
            middleware.kwargs["recorders"] = (recorder, *others)
    return app


def _drawn(rng: Random) -> tuple[str, float]:
    """Draw a route, and how many of the unit are a second."""
    return rng.choice(["/articles", "/search", "/articles/{article_id}"]), rng.choice([1e3, 1e6, 1e-3])
