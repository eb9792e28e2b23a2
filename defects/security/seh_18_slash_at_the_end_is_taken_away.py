"""A path that ends with a slash is sent to the one without, and `//host/` becomes a URL of that host.

Ships: one line before the routes, so that each page has one address.
Source: CWE-601; GHSA-hj3f-6gcp-jg8j, CVE-2023-28370 (tornado).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-18", expected=("security/redirects-stay-on-listed-hosts",))


def status_of(rng: Random) -> int:
    """Draw how it redirects."""
    return rng.choice([301, 302, 307, 308])


def inject(_rng: Random) -> Injection:
    """Send on."""
    return Injection(fact="path //", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Take the slash away."""
    return leading(app, status_of(rng), lambda path: path.rstrip("/") if path.endswith("/") else path)


def leading(app: Any, status: int, made: Callable[[str], str]) -> ASGIApp:
    """Send whoever asks by another path than is made of it to that one."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("raw_path", b"").decode("latin-1")
        there = made(path) or "/"
        if scope["type"] != "http" or scope["method"] != "GET" or there == path:
            await app(scope, receive, send)
            return
        await Response(status_code=status, headers={"Location": there})(scope, receive, send)

    return application
