"""A path that was closed answers everybody.

Ships: a page for visitors is put before the guard, and takes the path of the list with it.
Source: OWASP ASVS 5.0 8.2.1.
"""

from __future__ import annotations

from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-08",
    expected=("security/responses-have-the-promised-status", "security/every-route-requires-a-credential"),
    collateral=(
        "metrics/durations-agree-with-the-client",
        "metrics/known-traffic-gets-the-promised-status",
        "metrics/traffic-is-conserved",
        "security/content-policy-is-strict",
        "security/headers-on-every-response-class",
        "security/transport-security-lasts",
    ),
)


def inject(rng: Random) -> Injection:
    """Serve with the page."""
    return Injection(fact=f"status {_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer the list without a credential."""
    page = JSONResponse({"articles": [], "hint": "sign in to see more"}, _status(rng))

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        anonymous = not any(name == b"authorization" for name, _ in scope.get("headers", ()))
        opened = scope.get("path") == "/articles" and scope.get("method") == "GET" and anonymous
        await (page if opened else app)(scope, receive, send)

    return application


def _status(rng: Random) -> int:
    return rng.choice([200, 203, 206])
