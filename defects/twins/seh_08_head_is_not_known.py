"""A guard before the routes lets no other method than GET through, with a credential.

Good because: HEAD is answered with 405, which is no way in.
Source: RFC 9110, 15.5.6.
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from defects.security.seh_08_head_goes_past_the_guard import guarding
from defects.security.seh_08_router_without_its_guard import path_of
from proving.seed import Injection, Twin

TWIN = Twin("SEH-08", of="SEH-08-head-goes-past-the-guard")


def inject(rng: Random) -> Injection:
    """Add a router behind such a guard."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Refuse HEAD in another way than GET."""
    path = path_of(rng)
    routed = guarding(app, path, ["GET"])
    unknown = JSONResponse({"title": "Method Not Allowed", "status": 405}, 405, {"Allow": "GET"})

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope.get("path") == path and scope.get("method") == "HEAD"
        await (unknown if asked else routed)(scope, receive, send)

    return application
