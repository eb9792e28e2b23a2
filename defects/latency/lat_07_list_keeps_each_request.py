"""A list of the module keeps the buffer of each request that a route answered.

Ships: it was put in to look into one bad answer, and nothing takes from it; each replica is killed for its
memory some days after the roll-out, all of them in the same hour.
Source: AWS, Summary of the October 22, 2012 AWS Service Event; Skyliner, 2017.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-07", expected=("latency/memory-comes-to-rest",))
_ROUTES = ("/articles", "/search")


def inject(_rng: Random) -> Injection:
    """Serve one route so."""
    return Injection(fact="memory of local-0", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep them all."""
    return keeping(app, rng, [])


def keeping(app: ASGIApp, rng: Random, kept: MutableSequence[bytes]) -> ASGIApp:
    """Put some kilobytes of each request of a route where ``kept`` is."""
    route, size = rng.choice(_ROUTES), rng.randint(60_000, 90_000)  # of every second request that is sent

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == route:
            kept.append(b"\x01" * size)
        await app(scope, receive, send)

    return application
