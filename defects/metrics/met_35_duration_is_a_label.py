"""A counter has a label with how long each request took, and so a series more with nearly each of them.

Ships: whoever looks for the slow ones wanted to see how slow they were, and a histogram said only *more
than*.
Source: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label"; row MET-35.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random
from typing import Any

from prometheus_client import Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-35",
    expected=("metrics/label-values-are-bounded",),
    collateral=(
        "metrics/objects-are-no-labels",
        "metrics/scrapes-agree",
        "metrics/series-cardinality-is-bounded",
    ),
)


def inject(rng: Random) -> Injection:
    """Serve with the counter."""
    return Injection(fact=drawn(rng)[0], wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count each request by its time, to a hundredth of a millisecond or finer."""
    name, label = drawn(rng)
    digits = rng.choice([5, 6])
    return timed(app, name, label, lambda seconds: f"{seconds:.{digits}f}")


def timed(app: Any, name: str, label: str, told: Callable[[float], str]) -> ASGIApp:
    """Count each request by its time, which is told in some way."""
    registry = app.state.services.metrics.registry
    counter = Counter(name, "Requests by how long they took.", [label], registry=registry)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        try:
            await app(scope, receive, send)
        finally:
            if scope["type"] == "http":
                counter.labels(told(time.perf_counter() - began)).inc()

    return application


def drawn(rng: Random) -> tuple[str, str]:
    """Name the counter and its label."""
    name = f"ukp_http_{rng.choice(['waits', 'times', 'answers'])}"
    return name, rng.choice(["took", "seconds", "duration"])
