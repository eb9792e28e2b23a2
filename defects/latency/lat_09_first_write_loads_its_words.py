"""The first write of each process loads a list of words; whatever reads is quick from the first request on.

Ships: the check of new articles came late, its list is loaded where it is first needed, and the warm-up
before readiness only reads. Each roll-out costs the first writer of each replica a time-out.
Source: Google SRE Book, chapter 22, "Slow Startup and Cold Caching".
"""

from __future__ import annotations

import asyncio
import time
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-09",
    expected=("latency/first-requests-within-budget",),
    collateral=("health/ready-means-it-serves",),
)


def inject(_rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="create", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Load for longer than a first request may take."""
    return loading(app, rng.uniform(1.8, 2.6))


def loading(app: ASGIApp, seconds: float) -> ASGIApp:
    """Load before the first write, in a thread: nobody but writers waits."""
    lock, loaded = asyncio.Lock(), False

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal loaded
        writes = scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", "/articles")
        if writes and not loaded:
            async with lock:
                if not loaded:
                    await asyncio.to_thread(time.sleep, seconds)
                    loaded = True
        await app(scope, receive, send)

    return application
