"""Requests that end in an exception are not counted.

Ships: the counter is raised after the handler, without `finally`: whatever raises leaves before it.
Source: prometheus/docs, "Instrumentation", failures.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-17",
    expected=("metrics/traffic-is-conserved",),
    collateral=("metrics/durations-agree-with-the-client",),  # the same recorder times requests
)


def inject(rng: Random) -> Injection:
    """Serve with a counter that one kind of failure passes by."""
    route, status = _failure(rng)
    return Injection(fact=f"{route} {status}", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let the recorders not see one kind of failure."""
    route, status = _failure(rng)

    def unless_failed(record: Callable[[Any], None]) -> Callable[[Any], None]:
        def recorder(served: Any) -> None:
            if (served.route, served.status) != (route, status):
                record(served)

        return recorder

    for middleware in app.user_middleware:
        if "recorders" in middleware.kwargs:
            middleware.kwargs["recorders"] = tuple(map(unless_failed, middleware.kwargs["recorders"]))
    return app


def _failure(rng: Random) -> tuple[str, int]:
    return rng.choice([("/articles", 401), ("/articles", 422), ("/articles/{article_id}", 404)])
