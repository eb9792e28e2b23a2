"""Told to stop, a process still says that it is ready.

Ships: the flag of the shutdown is there, and the probe does not look at it.
Source: kubernetes/kubernetes#20473.
"""

from __future__ import annotations

from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-17", expected=("health/readiness-fails-while-it-drains",))


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=str(_status(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer for the process as it was before it was told."""
    status = _status(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        lifecycle = scope.get("state", {}).get("lifecycle")
        if scope.get("path") == "/health/ready" and getattr(lifecycle, "draining", False):
            still = JSONResponse({"status": "pass"}, status, media_type="application/health+json")
            await still(scope, receive, send)
            return
        await app(scope, receive, send)

    return application


def _status(rng: Random) -> int:
    return rng.choice([200, 202])
