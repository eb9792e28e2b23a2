"""Every path that is asked for becomes a label value.

Ships: the path of the request was at hand, and the template of the route was not.
Source: sgl-project/sglang#31193; starlette-prometheus#7.
"""

from __future__ import annotations

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


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact=f'{_label(rng)}="/', wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count the views of each path."""
    registry = app.state.services.metrics.registry
    views = Counter("ukp_views", "Views by what was asked for.", [_label(rng)], registry=registry)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            views.labels(scope["path"]).inc()
        await app(scope, receive, send)

    return application


def _label(rng: Random) -> str:
    return rng.choice(["path", "url", "page", "resource"])
