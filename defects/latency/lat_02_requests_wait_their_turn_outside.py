"""A leaky bucket outside of all that measures lets requests of one route wait, and refuses none.

Ships: the database's owners asked for at most so many of the dear route a second; the bucket waits instead of
refusing, stands in front of the service's own middlewares, and lets through a third of what is planned. The
service's histogram begins once a request has had its turn.
Source: aiolimiter, `async with limiter`; LatencyUtils, README; row LAT-02.
"""

from __future__ import annotations

import asyncio
import time
from random import Random
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-02",
    expected=("latency/p99-within-budget",),
    collateral=(
        "latency/p50-within-budget",
        "latency/p95-within-budget",
        "latency/error-ratio-within-budget",
        "latency/availability-within-budget",
        "latency/crowd-is-answered-in-time",
        "latency/crowd-leaves-others-alone",
        "metrics/durations-agree-with-the-client",
    ),
    starred=True,
)
_PLANNED = {"/articles": ("list", 24), "/search": ("search", 12)}


def inject(rng: Random) -> Injection:
    """Serve behind that bucket."""
    return Injection(fact=_PLANNED[_path(rng)][0], wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Let each request of the route wait for its turn."""
    path = _path(rng)
    bucket = _Bucket(_PLANNED[path][1] / 3)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == path and scope["method"] == "GET":
            await bucket.turn()
        await app(scope, receive, send)

    return application


def _path(rng: Random) -> str:
    return rng.choice(sorted(_PLANNED))


class _Bucket:
    """So many at once, then one after the other."""

    def __init__(self, a_second: float) -> None:
        self._interval, self._burst = 1 / a_second, a_second
        self._next = 0.0

    async def turn(self) -> None:
        now = time.monotonic()
        self._next = max(self._next, now - self._burst * self._interval) + self._interval
        if (wait := self._next - now) > 0:
            await asyncio.sleep(wait)
