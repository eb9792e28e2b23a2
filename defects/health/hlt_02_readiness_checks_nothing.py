"""Readiness says yes, whatever the service can do.

Ships: `return 200`, until there is time to do better.
Source: payouri/webhook-broadcast#103.
"""

from __future__ import annotations

from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-02",
    expected=(
        "health/readiness-follows-hard-dependency",
        "health/readiness-follows-hang",
        "health/readiness-follows-writes",
    ),
    # it is ready to its last moment too, and a candidate that is not is taken for one
    collateral=(
        "health/readiness-fails-while-it-drains",
        "rollback/bad-candidate-takes-no-traffic",
        "rollback/no-request-is-lost",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Serve with that readiness."""
    return Injection(fact="200 x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Say yes."""
    yes = JSONResponse({"status": "pass"}, media_type="application/health+json")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await (yes if scope.get("path") == "/health/ready" else app)(scope, receive, send)

    return application
