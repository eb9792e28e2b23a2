"""A route times itself in milliseconds, divides before it observes, and takes its time now and then.

Good because: what is observed are seconds, as the name says, however long they were.
Source: prometheus/docs, "Metric and label naming", base units.
"""

from __future__ import annotations

import asyncio
from random import Random
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.metrics.met_14_durations_in_another_unit import observing
from proving.seed import Injection, Twin

TWIN = Twin("MET-14", of="MET-14-durations-in-another-unit")


class Slow:
    """Lets readers of single articles wait."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, and pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith("/articles/"):
            await asyncio.sleep(self._seconds)
        await self._app(scope, receive, send)


def inject(rng: Random) -> Injection:
    """Serve with the slow route."""
    return Injection(fact=f"{_seconds(rng):.3f}", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Slow it down inside of what is timed, and convert there and back."""
    app.user_middleware.append(_innermost(_seconds(rng)))
    return observing(app, "/articles/{article_id}", lambda seconds: seconds * 1e3 / 1e3)


def _innermost(seconds: float) -> Any:
    from starlette.middleware import Middleware  # noqa: PLC0415 - only where it is served

    return Middleware(Slow, seconds=seconds)


def _seconds(rng: Random) -> float:
    return rng.uniform(0.1, 0.4)
