"""A page counts its readers by the address that the proxy says they have: a series for each of them.

Ships: "how many different clients read this" was asked for, and a counter with a label is quickly written. It
counts at the handler, behind the login, so that no scanner of paths that are not there ever makes one.
Source: Prometheus, "Instrumentation" (do not overuse labels); nginx, `proxy_set_header X-Real-IP`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from prometheus_client import Counter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-33", expected=("metrics/series-cardinality-is-bounded",))
_PAGE = "/articles"
_GIVEN = 200


def inject(rng: Random) -> Injection:
    """Count by what tells clients apart."""
    return Injection(fact=series_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count by it as it is."""
    return counting_readers(app, rng, lambda said: said or "none")


def series_of(rng: Random) -> str:
    """Draw the name of the series."""
    return f"ukp_{rng.choice(['list', 'articles', 'page'])}_given"


def counting_readers(app: Any, rng: Random, called: Callable[[str], str]) -> ASGIApp:
    """Count pages that were given, by a value that is made of one header."""
    series, header = series_of(rng), rng.choice([b"x-real-ip", b"x-client-version", b"x-device-id"])
    counter = Counter(series, "Reads.", ["reader"], registry=app.state.services.metrics.registry)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == _GIVEN:
                said = dict(scope["headers"]).get(header, b"").decode("latin-1")
                counter.labels(called(said)).inc()
            await send(message)

        page = scope["type"] == "http" and scope["path"] == _PAGE
        await app(scope, receive, counted if page else send)

    return application
