"""A process says that it is ready as soon as it is asked, and its first requests fail.

Ships: readiness was written before there was anything to wait for.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes.
"""

from __future__ import annotations

import time
from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-15",
    expected=("health/ready-means-it-serves",),
    collateral=("security/token-holds-everywhere",),  # the first to ask for articles once all are ready
)


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=f"{_status(rng)} x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Fail what needs the pool for a moment after the first question."""
    return warming(app, _status(rng), rng.uniform(0.5, 0.6))


def warming(app: ASGIApp, status: int, seconds: float, *, tells: bool = False) -> ASGIApp:
    """Fail articles, and readiness too where it tells, for so long after the first question."""
    cold = JSONResponse({"title": "warming up"}, status, media_type="application/problem+json")
    unready = JSONResponse({"status": "fail"}, 503, media_type="application/health+json")
    first: list[float] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http":
            first[:] = first or [time.monotonic()]
        if scope["type"] == "http" and time.monotonic() < first[0] + seconds:
            if path == "/health/ready" and tells:
                await unready(scope, receive, send)
                return
            if path.startswith("/articles"):
                await cold(scope, receive, send)
                return
        await app(scope, receive, send)

    return application


def _status(rng: Random) -> int:
    return rng.choice([500, 502, 504])
