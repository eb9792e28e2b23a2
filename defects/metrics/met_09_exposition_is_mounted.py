"""The exposition answers its path with a redirect to the path with a slash.

Ships: `app.mount("/metrics", make_asgi_app())`, as the library's page shows it.
Source: prometheus/client_python#1016; BerriAI/litellm#30082.
"""

from __future__ import annotations

from random import Random

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-09", expected=("metrics/exact-path-answers",))


def inject(rng: Random) -> Injection:
    """Mount it."""
    return Injection(fact=f"status {_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer below the mount only."""
    status = _status(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == "/metrics":
            await RedirectResponse("/metrics/", status)(scope, receive, send)
            return
        await app(scope, receive, send)

    return application


def _status(rng: Random) -> int:
    return rng.choice([301, 302, 307, 308])
