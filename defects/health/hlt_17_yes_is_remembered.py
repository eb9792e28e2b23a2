"""Told to stop, a process says that it is ready for as long as it remembers its last yes.

Ships: readiness is answered from a cache, so that probes cost nothing; the flag of the shutdown is looked at
when the cache is filled, and most of the drain is over by then.
Source: kubernetes/kubernetes#20473.
"""

from __future__ import annotations

import time
from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-17", expected=("health/readiness-fails-while-it-drains",))
_DRAIN_SECONDS = 3.0


def inject(rng: Random) -> Injection:
    """Drain for long enough that the cache runs out before the end."""
    environment = {"UKP_DRAIN_SECONDS": str(_DRAIN_SECONDS)}
    return Injection(fact=f"{_status(rng)} x", environment=environment, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Remember the yes from the moment of the signal."""
    status, remembers_seconds = _status(rng), rng.uniform(0.65, 0.85) * _DRAIN_SECONDS
    told: list[float] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        lifecycle = scope.get("state", {}).get("lifecycle")
        if scope.get("path") == "/health/ready" and getattr(lifecycle, "draining", False):
            told[:] = told or [time.monotonic()]
            if time.monotonic() - told[0] < remembers_seconds:
                still = JSONResponse({"status": "pass"}, status, media_type="application/health+json")
                await still(scope, receive, send)
                return
        await app(scope, receive, send)

    return application


def _status(rng: Random) -> int:
    return rng.choice([200, 202])
