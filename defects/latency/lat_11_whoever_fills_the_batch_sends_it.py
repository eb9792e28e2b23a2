"""What was seen of requests is sent on in batches, and whoever fills one waits until it is there.

Ships: it goes to an analytics service, whose library sends in the background by itself. Somebody asked it to
flush, so that nothing is lost when a process ends, and the line stands in the request's way instead of in the
shutdown's.
Source: cognizant-ai-lab/neuro-san#1217 (a blocking flush for each request, under load).
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-11", expected=("latency/p95-within-budget",))
_READ = ("/articles", "/search")


def inject(rng: Random) -> Injection:
    """Serve with the batches."""
    return Injection(fact=f"of {rng.choice(['list', 'search'])}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Note each reader, and let the one that fills the batch send it."""
    rng.choice(["list", "search"])
    most, seconds = rng.randrange(7, 10), rng.uniform(0.6, 0.8)
    batch: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") in _READ and scope.get("method") == "GET":
            batch.append(scope["path"])
            if len(batch) >= most:
                batch.clear()
                await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return application
