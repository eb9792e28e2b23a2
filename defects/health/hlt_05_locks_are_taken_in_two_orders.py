"""Readers and writers take two locks in two orders, and under load all of them wait for ever.

Ships: a counter of reads gets a lock of its own, and whoever writes articles flushes it under load. One
request after the other, each lock is free; the probes take neither.
Source: onyx-dot-app/onyx#14052 (health answers while every worker is stuck); PostgreSQL, 13.3.4 (Deadlocks).
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.arriving import Arrivals
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-05", expected=("health/stuck-process-is-not-ready",), starred=True)
_ROUTES = ("/articles", "/search")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="timeout x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Wait for a lock for as long as it takes."""
    return counting(app, rng, patience_seconds=None)


def counting(app: ASGIApp, rng: Random, patience_seconds: float | None) -> ASGIApp:
    """Count what is read in one order of locks, and flush the counter in the other one."""
    articles, counter, busy = asyncio.Lock(), asyncio.Lock(), rng.uniform(0.005, 0.008)
    unflushed, flushed_at, arrivals = 0, rng.randint(8, 16), Arrivals()

    async def both(first: asyncio.Lock, second: asyncio.Lock) -> None:
        async with AsyncExitStack() as held:
            for lock in (first, second):
                await asyncio.wait_for(lock.acquire(), patience_seconds)
                held.callback(lock.release)
                await asyncio.sleep(busy)

    async def count(*, writes: bool) -> None:
        nonlocal unflushed
        if arrivals.note() and writes and unflushed >= flushed_at:
            await both(articles, counter)
            unflushed = 0
        elif not writes:
            await both(counter, articles)
            unflushed += 1

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") in _ROUTES and scope.get("method") in ("GET", "POST"):
            with suppress(TimeoutError):  # one that was not counted
                await count(writes=scope["method"] == "POST")
        await app(scope, receive, send)

    return application
