"""A private path is kept from strangers by the function that reads it, and by nothing that writes it.

Ships: the rule of the proxy was given up for a decorator, and the decorator stands on the GET handler.
Source: CWE-650; CWE-862 (missing authorization); OWASP ASVS 5.0 13.4.5.
"""

from __future__ import annotations

from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/private-writes-are-closed",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_CONDITION = "if { path,url_dec -m beg -i /metrics }"
_GUARDED = "/metrics"


def inject(_: Random) -> Injection:
    """Serve with that decorator, behind a proxy that lets everything through."""
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _CONDITION not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_CONDITION!r} to take out")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="POST /metrics",
        wraps=True,
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration.replace(_CONDITION, "if { always_false }")},
    )


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Refuse those who read through the proxy; in the network it may be read."""
    status = rng.choice([403, 404])

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        outside = scope["type"] == "http" and any(k == b"x-forwarded-for" for k, _ in scope["headers"])
        if outside and scope["path"].startswith(_GUARDED) and scope["method"] in {"GET", "HEAD"}:
            problem = {"type": "about:blank", "title": "Not here", "status": status}
            response = JSONResponse(problem, status, media_type="application/problem+json")
            await response(scope, receive, send)
            return
        await app(scope, receive, send)

    return application
