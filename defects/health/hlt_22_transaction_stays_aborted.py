"""A connection that all requests share is left in a transaction that failed, and each request fails at once.

Ships: an error under load is caught, and the transaction is not rolled back; readiness has a connection of
its own. A balancer that sends users where the fewest wait sends more and more of them there.
Source: AWS Builders' Library, Implementing health checks (a server that fails fast draws traffic);
PostgreSQL, error 25P02 (in_failed_sql_transaction).
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from defects.arriving import Arrivals
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-22", expected=("health/stuck-process-is-not-ready",))
_ROUTES = ("/articles", "/search")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=f"{_status(rng)} x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Never roll back."""
    return sharing(app, rng, rolls_back=False)


def sharing(app: ASGIApp, rng: Random, *, rolls_back: bool) -> ASGIApp:
    """Share a connection, on which a statement fails where a write meets a read under load."""
    seconds, reading, is_aborted = rng.uniform(0.02, 0.03), 0, False
    arrivals = Arrivals()
    aborted = JSONResponse({"title": "Aborted"}, _status(rng), media_type="application/problem+json")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal reading, is_aborted
        if scope.get("path") not in _ROUTES or scope.get("method") not in ("GET", "POST"):
            await app(scope, receive, send)
            return
        if arrivals.note() and scope["method"] == "POST" and reading:
            is_aborted = not rolls_back
        if is_aborted:
            await aborted(scope, receive, send)
            return
        reading += scope["method"] == "GET"
        await asyncio.sleep(seconds)
        reading -= scope["method"] == "GET"
        await app(scope, receive, send)

    return application


def _status(rng: Random) -> int:
    return rng.choice([500, 503])
