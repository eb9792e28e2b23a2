"""A route stands still for a second and more, again and again.

Ships: a compaction holds a lock that requests take. A client that waits for its answers sees one slow request
each time, and all that would have arrived meanwhile is in no statistic.
Source: wrk2, README, on coordinated omission; YCSB#731.
"""

from __future__ import annotations

import asyncio
import time
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-01",
    expected=("latency/p99-within-budget",),
    collateral=("latency/p95-within-budget",),
    starred=True,
)
_ROUTES = {"list": "/articles", "search": "/search"}


def inject(rng: Random) -> Injection:
    """Serve with the lock on one route."""
    return Injection(fact=f"of {_journey(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let readers of the route wait for the lock."""
    path = _ROUTES[_journey(rng)]
    return stalling(app, path, period_seconds=rng.uniform(4.0, 6.0), stall_seconds=rng.uniform(1.3, 1.7))


def stalling(app: ASGIApp, path: str, period_seconds: float, stall_seconds: float) -> ASGIApp:
    """Hold every GET of a path from the begin of a stall to its end; the stalls come periodically."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == path and scope.get("method") == "GET":
            into_period = time.monotonic() % period_seconds
            await asyncio.sleep(max(0.0, stall_seconds - into_period))
        await app(scope, receive, send)

    return application


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))
