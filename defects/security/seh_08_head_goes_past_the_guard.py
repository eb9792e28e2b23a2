"""A guard before the routes lists the methods that it looks at, and HEAD is not among them.

Ships: the list was written down from the interface's documentation; the server answers HEAD wherever it
answers GET.
Source: CWE-650 (trusting HTTP permission methods); OWASP ASVS 5.0 8.2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from defects.security.seh_08_router_without_its_guard import path_of, with_router
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-08", expected=("security/every-route-requires-a-credential",))
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def inject(rng: Random) -> Injection:
    """Add a router behind such a guard."""
    return Injection(fact=f"HEAD {path_of(rng)}", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Guard those methods."""
    return guarding(app, path_of(rng), rng.sample(_METHODS, len(_METHODS)))


def guarding(app: Any, path: str, methods: Sequence[str]) -> ASGIApp:
    """Add a router, and refuse each of the methods before it, whatever the credential."""

    def exports() -> dict[str, list[str]]:
        return {"exports": []}

    routed = with_router(app, path, exports)
    refusal = JSONResponse({"title": "Unauthorized", "status": 401}, 401, {"WWW-Authenticate": "Bearer"})

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        guarded = scope.get("path") == path and scope.get("method") in methods
        await (refusal if guarded else routed)(scope, receive, send)

    return application
