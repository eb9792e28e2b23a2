"""Pages of anybody may reach the service where it stands in a private network.

Ships: the library's default allowed it, or the option was switched on for a device at home.
Source: CVE-2024-6221 (flask-cors, on by default up to 4.0.1); WICG, Private Network Access.
"""

from __future__ import annotations

from random import Random

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from defects.security.seh_01_any_origin_is_trusted import path_of
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-01", expected=("security/foreign-origin-is-not-trusted",))


def inject(rng: Random) -> Injection:
    """Serve a path with the middleware."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let every page read what is public, and reach it from outside of the network."""
    path = path_of(rng)
    shared = CORSMiddleware(app, allow_origins=["*"], allow_headers=["*"], allow_private_network=True)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await (shared if scope.get("path") == path else app)(scope, receive, send)

    return application
