"""A probe does so much work that it answers later than it is waited for.

Ships: somebody adds a full count of the articles to a probe; it is quick on a test database and takes
seconds on the real one.
Source: Chef Supermarket, 2014, and Stack Exchange, 2016 (post-mortems: time-outs of probes).
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-12", expected=("health/probes-answer-in-time",))


def inject(rng: Random) -> Injection:
    """Let one of the probes do it."""
    return Injection(fact=probe_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take longer than any orchestrator waits."""
    return working(app, probe_of(rng), rng.uniform(1.1, 1.6))


def probe_of(rng: Random) -> str:
    """Draw the probe."""
    return rng.choice(["/health/ready", "/health/startup", "/health/live"])


def working(app: ASGIApp, path: str, seconds: float) -> ASGIApp:
    """Wait for a query before the answer at a path."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == path:
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return application
