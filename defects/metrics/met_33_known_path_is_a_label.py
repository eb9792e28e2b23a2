"""Each path, or each term, of a route that is there becomes a label value; what is not there counts as one.

Ships: the scanners' 404s were seen to, and nobody thought of how many articles and terms there are.
Source: sgl-project/sglang#31193; prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import parse_qs

from prometheus_client import Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-33", expected=("metrics/series-cardinality-is-bounded",))


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact=f'{drawn(rng)[1]}="', wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count by what the route was asked for."""
    route, label = drawn(rng)
    return counting_asked(app, route, label, _asked)


def drawn(rng: Random) -> tuple[str, str]:
    """Draw a route and the label's name."""
    return rng.choice(["/articles/", "/search"]), rng.choice(["what", "subject", "item"])


def counting_asked(app: Any, route: str, label: str, asked: Callable[[Scope], str]) -> ASGIApp:
    """Count every request; ``asked`` gives the value for those of the route."""
    registry = app.state.services.metrics.registry
    counter = Counter("ukp_asked", "Requests by what was asked for.", [label], registry=registry)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            counter.labels(asked(scope) if scope["path"].startswith(route) else "other").inc()
        await app(scope, receive, send)

    return application


def _asked(scope: Scope) -> str:
    terms = parse_qs(scope["query_string"].decode()).get("q")
    return terms[0] if terms else str(scope["path"])
