"""A gauge has a series for each session, user or address.

Ships: it was the quickest way to answer one question once.
Source: OpenMetrics 1.0.0, "Label"; prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

import uuid
from random import Random
from typing import Any

from prometheus_client import Gauge
from starlette.types import Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-35",
    expected=("metrics/label-values-are-bounded",),
    collateral=("metrics/series-cardinality-is-bounded",),  # where each request is a session, or a client
)


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=f'{_drawn(rng)[0]}="', wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Register the gauge with a series for each user, or with one for each session or address that comes."""
    label, users = _drawn(rng)
    seen = seen_by(app, label, [f"reader.{number}@library.example" for number in users])
    if users:
        return app

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            address = "{}:{}".format(*scope["client"])
            seen.labels(str(uuid.uuid4()) if label == "session" else address).set(1)
        await app(scope, receive, send)

    return application


def seen_by(app: Any, label: str, values: list[str]) -> Gauge:
    """Register a gauge with a series for each value."""
    registry = app.state.services.metrics.registry
    seen = Gauge("ukp_last_seen", "Whether it was seen.", [label], registry=registry)
    for value in values:
        seen.labels(value).set(1)
    return seen


def _drawn(rng: Random) -> tuple[str, list[int]]:
    """Draw a label, and the numbers of the users where they are known from the start."""
    address = rng.choice(["client", "peer", "remote_address"])
    users = rng.sample(range(1000), rng.randrange(20, 60))
    return rng.choice([("session", []), ("user", users), (address, [])])
