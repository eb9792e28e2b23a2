"""A client that leaves before its answer takes a connection of the pool with it.

Ships: the connection is given back after the answer, and not in a `finally`; the pool is refilled by the
restart that somebody does when requests begin to fail.
Source: sqlalchemy/sqlalchemy#8145; otari#1236.
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-06", expected=("latency/abandoned-requests-leave-nothing-behind",), starred=True)
_ROUTES = {"list": "/articles", "search": "/search"}


def inject(rng: Random) -> Injection:
    """Serve one route so."""
    return Injection(fact=f"{_journey(rng)} after", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Never give back what a client left."""
    return pooled(app, rng, gives_back=False)


def pooled(app: ASGIApp, rng: Random, *, gives_back: bool) -> ASGIApp:
    """Let each request of the route hold a connection while it asks; one whose client leaves ends there."""
    path, size, asks_seconds = _ROUTES[_journey(rng)], rng.randint(8, 15), rng.uniform(0.03, 0.05)
    pool = asyncio.Semaphore(size)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != path or scope.get("method") != "GET":
            await app(scope, receive, send)
            return
        try:
            await asyncio.wait_for(pool.acquire(), 2.0)
        except TimeoutError:
            await JSONResponse({"title": "No connection"}, 503)(scope, receive, send)
            return
        stays = await _stays(receive, asks_seconds)
        if stays:
            await app(scope, _again, send)
        if stays or gives_back:
            pool.release()

    return application


async def _stays(receive: Receive, seconds: float) -> bool:
    """Ask for as long as it takes; False where the client left meanwhile."""
    await receive()
    leaves = asyncio.ensure_future(receive())
    done, _ = await asyncio.wait({leaves}, timeout=seconds)
    leaves.cancel()
    return not done


async def _again() -> dict[str, object]:
    """The request once more, for whoever asks after us; its body is empty."""
    return {"type": "http.request", "body": b"", "more_body": False}


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
