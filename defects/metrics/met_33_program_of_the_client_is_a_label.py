"""Requests are counted by the program that sends them, as it calls itself.

Ships: a burst of requests came from nobody knew whom, and the next one should show. Versions are cut off, so
that there are "a handful"; scanners and libraries name themselves by what they like, or by a new word each
time.
Source: bluedotimpact/bluedot#1807; kubernetes/kubernetes#31781; prometheus/docs, "Instrumentation" (labels).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from prometheus_client import Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-33",
    expected=("metrics/series-cardinality-is-bounded",),
    collateral=("metrics/label-values-are-bounded",),
)
_LONGEST = 60


def inject(rng: Random) -> Injection:
    """Count by what stands before the version."""
    return Injection(fact=series_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Take the name as it is."""
    return counting_programs(app, rng, lambda name: name)


def series_of(rng: Random) -> str:
    """Draw the name of the series."""
    return f"ukp_http_{rng.choice(['clients', 'agents', 'callers'])}"


def counting_programs(app: Any, rng: Random, called: Callable[[str], str]) -> ASGIApp:
    """Count requests by a value that is made of the first word of User-Agent."""
    series, label = series_of(rng), rng.choice(["agent", "client", "program"])
    registry = app.state.services.metrics.registry
    counter = Counter(series, "Requests by program.", [label], registry=registry)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            agent = dict(scope["headers"]).get(b"user-agent", b"").decode("latin-1")
            counter.labels(called(agent.split("/")[0].strip()[:_LONGEST] or "none")).inc()
        await app(scope, receive, send)

    return application
