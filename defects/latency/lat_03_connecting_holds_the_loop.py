"""A route that has no idle connection left opens one, and nobody else is served meanwhile.

Ships: an asynchronous handler with a client that is not. It keeps a few connections, which are enough at
the usual rate; beyond them each call begins with a look-up, a connection and a handshake, one after the
other.
Source: Python, Developing with asyncio, on running blocking code.
"""

from __future__ import annotations

import asyncio
import time
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-03",
    expected=("latency/crowd-leaves-others-alone",),
    # on a slow machine the route itself takes too long
    collateral=("latency/crowd-is-answered-in-time",),
)
_ROUTES = {"list": "/articles", "search": "/search"}


def inject(rng: Random) -> Injection:
    """Serve one route so."""
    return Injection(fact=f"on {_journey(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Connect without giving way."""
    return connecting(app, rng, gives_way=False)


def connecting(app: ASGIApp, rng: Random, *, gives_way: bool) -> ASGIApp:
    """Let each reader of the route connect, unless one of a few connections is idle."""
    path, kept, seconds = _ROUTES[_journey(rng)], rng.randint(3, 6), rng.uniform(0.060, 0.064)
    under_way = 0

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal under_way
        if scope.get("path") != path or scope.get("method") != "GET":
            await app(scope, receive, send)
            return
        under_way += 1
        try:
            if under_way > kept:
                if gives_way:
                    await asyncio.sleep(seconds)
                else:
                    time.sleep(seconds)  # noqa: ASYNC251 - that is the defect
            await app(scope, receive, send)
        finally:
            under_way -= 1

    return application


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
