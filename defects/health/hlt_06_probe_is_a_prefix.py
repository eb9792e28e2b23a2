"""A probe answers every path that begins as its own does.

Ships: `location /healthz` without `=`; a route with a wildcard at its end. A probe that asks a path of the
last release, or a mistyped one, stays green.
Source: nginx, ngx_http_core_module; Traefik's ping.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-06", expected=("health/probe-path-is-exact",))


def inject(rng: Random) -> Injection:
    """Serve with such a route."""
    return Injection(fact=f"{_path(rng)}-", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Ask the probe for whatever begins so."""
    path = _path(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        begins = scope["type"] == "http" and scope["path"].startswith(path)
        await app({**scope, "path": path, "raw_path": path.encode()} if begins else scope, receive, send)

    return application


def _path(rng: Random) -> str:
    return rng.choice(["/health/live", "/health/ready", "/health/startup"])
