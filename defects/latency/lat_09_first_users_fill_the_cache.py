"""The first users of each process fill its cache, one entry each.

Ships: the cache was shared until the release that moved it into the process, for speed.
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
    """Ask what is slow for each of the first few requests of a route."""
    path, entries, seconds = _ROUTES[_journey(rng)], rng.randint(2, 4), rng.uniform(1.4, 1.9)
    filled = 0

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal filled
        if scope.get("path") == path and filled < entries:
            filled += 1
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return application


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
