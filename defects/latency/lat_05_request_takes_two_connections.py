"""A request holds a connection of a small pool while it takes a second one.

Ships: two dependencies of a route each open a session; at the usual rate some connection is always free. As
soon as as many requests begin together as the pool has connections, each waits for one that none gives
back.
Source: nsidnev/fastapi-realworld-example-app#64; fastapi/fastapi#3205; mcdonc/klangk#690.
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-05", expected=("latency/crowd-is-answered-in-time",))
_ROUTES = {"list": "/articles", "search": "/search"}
_GIVES_UP_SECONDS = 30.0


def inject(rng: Random) -> Injection:
    """Serve one route so."""
    return Injection(fact=f"on {_journey(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let each reader hold the first connection for as long as it waits for the second."""
    return pooled(app, rng, nested=True)


def pooled(app: ASGIApp, rng: Random, *, nested: bool) -> ASGIApp:
    """Let each reader of the route take two connections of a pool, one within the other or after it."""
    path, pool, asks_seconds = (
        _ROUTES[_journey(rng)],
        asyncio.Semaphore(rng.randint(4, 6)),
        rng.uniform(0.01, 0.02),
    )

    async def ask(*, again: bool) -> None:
        async with pool:
            await asyncio.sleep(asks_seconds)
            if again and nested:
                await ask(again=False)
        if again and not nested:
            await ask(again=False)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == path and scope.get("method") == "GET":
            try:
                await asyncio.wait_for(ask(again=True), _GIVES_UP_SECONDS)
            except TimeoutError:
                await JSONResponse({"title": "QueuePool limit reached"}, 500)(scope, receive, send)
                return
        await app(scope, receive, send)

    return application


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
