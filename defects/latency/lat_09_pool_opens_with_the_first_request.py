"""A pool is opened by the first request that needs it; whoever comes meanwhile waits as well.

Ships: readiness asks the database on a connection of its own, and passes before the pool is there.
Source: Google SRE Book, chapter 22, on slow startup and cold caching.
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-09", expected=("latency/first-requests-within-budget",))
_ROUTES = {"list": "/articles", "search": "/search"}


def inject(rng: Random) -> Injection:
    """Serve one route so."""
    return Injection(fact=f"{_journey(rng)},", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take a long time to open it."""
    return lazily(app, rng, 1.8, 2.6)


def lazily(app: ASGIApp, rng: Random, least_seconds: float, most_seconds: float) -> ASGIApp:
    """Let the first request of a route open the pool, and the others wait for it."""
    path, seconds = _ROUTES[_journey(rng)], rng.uniform(least_seconds, most_seconds)
    opened, lock = asyncio.Event(), asyncio.Lock()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == path and not opened.is_set():
            async with lock:
                if not opened.is_set():
                    await asyncio.sleep(seconds)
                    opened.set()
        await app(scope, receive, send)

    return application


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
