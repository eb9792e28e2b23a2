"""A slow route takes all threads, and every other route needs one.

Ships: handlers are plain functions, which share a few threads; their number was set low to spare the
database. One of them waits for something slow, and is not asked for often.
Source: sentinel-hub/titiler-openeo#304.
"""

from __future__ import annotations

import time
from random import Random

from anyio import to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-04",
    expected=("latency/crowd-leaves-others-alone",),
    # on a slow machine the slow route itself takes too long
    collateral=("latency/crowd-is-answered-in-time",),
)
_PATHS = frozenset({"/articles", "/search"})


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="on create", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave a few threads."""
    return threaded(app, rng.uniform(0.058, 0.06), rng.randint(3, 5))


def threaded(app: ASGIApp, seconds: float, few: int, threads: int | None = None) -> ASGIApp:
    """Let every route of articles borrow a thread, and writes for so long that a few are slow for a crowd."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") in _PATHS:
            to_thread.current_default_thread_limiter().total_tokens = threads or few
            await to_thread.run_sync(time.sleep, seconds * few if scope["method"] == "POST" else 0.0)
        await app(scope, receive, send)

    return application
