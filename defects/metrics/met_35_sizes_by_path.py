"""A histogram of sizes has the path of what was made as a label, and so a set of buckets for each article.

Ships: the path was at hand in the middleware, and the template of the route was not.
Source: prometheus/docs, "Instrumentation", do not overuse labels; trallnag/prometheus-fastapi-instrumentator
(paths are grouped by their templates).
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/objects-are-no-labels",))
_SIZES = (64.0, 1024.0, 16384.0)


def inject(rng: Random) -> Injection:
    """Serve with that histogram."""
    return Injection(fact=f"{_label(rng)} of ukp_", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Observe the size of each answer that says where something was made."""
    registry, label = app.state.services.metrics.registry, _label(rng)
    sizes = Histogram("ukp_made_bytes", "Sizes of what was made.", [label], registry=registry, buckets=_SIZES)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sizing(message: Message) -> None:
            headers = dict(message.get("headers", ()))
            if message["type"] == "http.response.start" and b"location" in headers:
                sizes.labels(headers[b"location"].decode()).observe(int(headers.get(b"content-length", b"0")))
            await send(message)

        await app(scope, receive, sizing if scope["type"] == "http" else send)

    return application


def _label(rng: Random) -> str:
    """Draw the label's name."""
    return rng.choice(["resource", "page", "place"])
