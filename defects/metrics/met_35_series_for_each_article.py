"""A counter has a label with the identifier of each article that is made.

Ships: it says which article is read most, and the first ten looked well on the graph.
Source: prometheus/docs, "Instrumentation", do not overuse labels; "Metric and label naming" (unbounded sets).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from prometheus_client import Counter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/objects-are-no-labels",))


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact=f"{label_of(rng)} of ukp_", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count by the last part of Location, or by all of it."""
    label, whole = label_of(rng), rng.random() < 0.5
    return counting_made(app, label, lambda place: place if whole else place.rpartition("/")[2])


def label_of(rng: Random) -> str:
    """Draw the label's name."""
    return rng.choice(["article", "document", "target"])


def counting_made(app: Any, label: str, value: Callable[[str], str]) -> ASGIApp:
    """Count what is made by a value of its place."""
    registry = app.state.services.metrics.registry
    made = Counter("ukp_articles_made", "Articles that were made.", [label], registry=registry)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 201:
                made.labels(value(dict(message["headers"])[b"location"].decode())).inc()
            await send(message)

        await app(scope, receive, counting if scope["type"] == "http" else send)

    return application
