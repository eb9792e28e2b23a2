"""Told to stop, a process turns users away at once, politely.

Ships: a middleware answers everything but the probes with 503 from SIGTERM on, as graceful-shutdown packages
do, while the process is still among the endpoints and its port is still open.
Source: kubernetes/kubernetes#86280, #43576; Kubernetes KEP-3960.
"""

from __future__ import annotations

from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-16", expected=("health/connections-are-taken-while-it-drains",))


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=f"{_status(rng)} x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer users in the application's place."""
    status = _status(rng)
    away = JSONResponse({"title": "Restarting"}, status, {"Retry-After": "5", "Connection": "close"})

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await (away if drains(scope) else app)(scope, receive, send)

    return application


def drains(scope: Scope) -> bool:
    """Whether a user asks a process that was told to stop."""
    lifecycle = scope.get("state", {}).get("lifecycle")
    return getattr(lifecycle, "draining", False) and not scope.get("path", "").startswith("/health")


def _status(rng: Random) -> int:
    return rng.choice([429, 502, 503])
