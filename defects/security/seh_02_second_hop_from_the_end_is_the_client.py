"""The client is so many hops from the end of X-Forwarded-For, and one of those proxies is gone.

Ships: the number of proxies in front was right while a load balancer stood before the proxy. That was taken
away, and the number stayed: what is second from the end is now what the client wrote.
Source: Express, *Behind proxies* (trust proxy by a number of hops); Django REST framework, NUM_PROXIES;
row SEH-02.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/limit-holds-for-a-client",), starred=True)


def inject(_rng: Random) -> Injection:
    """Serve with the number of before."""
    return Injection(fact="wrong key", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Count the hops from the end; a shorter list holds nobody but the proxy itself."""
    hops = rng.choice([2, 3])

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        values = [
            value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"x-forwarded-for"
        ]
        listed = [part.strip() for part in ",".join(values).split(",")]
        if scope["type"] == "http" and len(listed) >= hops:
            scope = {**scope, "client": (listed[-hops], 0)}
        await app(scope, receive, send)

    return application
