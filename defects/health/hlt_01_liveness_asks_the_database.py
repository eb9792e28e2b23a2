"""Liveness asks the database, so that its outage restarts every replica.

Ships: one handler for all probes, with `SELECT 1` in it.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes, caution.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-01",
    expected=(
        "health/liveness-survives-outage",
        "health/liveness-survives-hang",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Serve with that handler."""
    return Injection(fact=f"{status_of(rng)} x", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Let liveness fail with the database."""
    database = app.state.services.database
    return asking(app, "/health/live", status_of(rng), lambda: database.beat(1.0))


def status_of(rng: Random) -> int:
    """Draw the status of a failed probe."""
    return rng.choice([500, 502, 504])


def asking(app: Any, path: str, status: int, check: Callable[[], Awaitable[None]]) -> ASGIApp:
    """Let a probe fail with a status where a check does."""
    failed = JSONResponse({"status": "fail"}, status, media_type="application/health+json")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == path:
            try:
                await check()
            except Exception:  # noqa: BLE001 - whatever it is, the handler says fail
                await failed(scope, receive, send)
                return
        await app(scope, receive, send)

    return application
