"""Any page may read answers with the user's credentials.

Ships: `allow_origins=["*"], allow_credentials=True`: the middleware answers each origin with itself.
Source: Kludex/starlette#3246 and #3137; OWASP ASVS 5.0 3.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-01", expected=("security/foreign-origin-is-not-trusted",))


def inject(rng: Random) -> Injection:
    """Serve a path with the middleware."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Allow every origin."""
    return allowing(app, path_of(rng), ["*"])


def path_of(rng: Random) -> str:
    """Draw the path."""
    return rng.choice(["/version", "/articles", "/no-such-page"])


def allowing(app: ASGIApp, path: str, origins: Sequence[str]) -> ASGIApp:
    """Add the middleware on one path."""
    shared = CORSMiddleware(app, allow_origins=origins, allow_credentials=True, allow_methods=["*"])

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await (shared if scope.get("path") == path else app)(scope, receive, send)

    return application
