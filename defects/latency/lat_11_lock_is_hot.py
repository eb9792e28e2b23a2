"""Some requests of a route wait long for a lock.

Ships: a counter of reads is kept in one row, and every reader of a hot article updates it.
Source: Joyent Manta, 2015 (post-mortem).
"""

from __future__ import annotations

import asyncio
from itertools import count
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-11", expected=("latency/p95-within-budget",))
_ROUTES = {"list": "/articles", "search": "/search"}


def inject(rng: Random) -> Injection:
    """Serve with the lock on one route."""
    return Injection(fact=f"of {_journey(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let one reader in eight wait."""
    path = _ROUTES[_journey(rng)]
    return waiting(app, path, every=8, seconds=rng.uniform(0.62, 0.8))


def waiting(app: ASGIApp, path: str, every: int, seconds: float) -> ASGIApp:
    """Let every so manieth GET of a path wait."""
    readers = count(1)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == path and scope.get("method") == "GET" and next(readers) % every == 0:
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return application


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
