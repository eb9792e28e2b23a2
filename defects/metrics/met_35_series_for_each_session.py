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
    collateral=("metrics/series-cardinality-is-bounded",),  # where each connection is a client of its own
)


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    label, value = _drawn(rng)
    return Injection(fact=value or f'{label}="', wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Register the gauge with one of its series, or with one for each address that clients come from."""
    label, value = _drawn(rng)
    seen = Gauge(
        "ukp_last_seen", "Whether it was seen.", [label], registry=app.state.services.metrics.registry
    )
    if value:
        seen.labels(value).set(1)
        return app

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            seen.labels("{}:{}".format(*scope["client"])).set(1)
        await app(scope, receive, send)

    return application


def _drawn(rng: Random) -> tuple[str, str]:
    """Draw a label and a value of it; none for an address, which each client brings."""
    number = rng.randrange(1000)
    return rng.choice(
        [
            ("session", str(uuid.UUID(int=rng.getrandbits(128), version=4))),
            ("user", f"reader.{number}@library.example"),
            (rng.choice(["client", "peer", "remote_address"]), ""),
        ]
    )
