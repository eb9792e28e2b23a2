"""Every write waits for a library that takes one call at a time.

Ships: a plain function that calls a library which is not safe for threads, with a limit of one that makes
it so. The call is quick, and at the usual rate nobody else is there.
Source: sentinel-hub/titiler-openeo#304.
"""

from __future__ import annotations

import time
from functools import cache
from random import Random

from anyio import CapacityLimiter, to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-04", expected=("latency/crowd-is-answered-in-time",))


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="on create", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Call it in a thread, and let one thread at a time do so."""
    seconds = rng.uniform(0.085, 0.095)
    limit = cache(lambda: CapacityLimiter(1))

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == "/articles" and scope.get("method") == "POST":
            await to_thread.run_sync(time.sleep, seconds, limiter=limit())
        await app(scope, receive, send)

    return application
