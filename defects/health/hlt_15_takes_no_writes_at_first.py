"""A new process says yes, reads at once, and refuses writes until its second pool is there.

Ships: the pool of the primary is opened in the background while that of the standby is warm already; the
probe asks the one that is there.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes".
"""

from __future__ import annotations

import time
from random import Random

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-15",
    expected=("health/ready-means-it-serves",),
    collateral=(  # while it takes no writes, whatever writes meets a 503 without headers
        "metrics/known-traffic-gets-the-promised-status",
        "metrics/traffic-is-conserved",
        "security/every-route-requires-a-credential",
        "security/headers-on-every-response-class",
        "security/wrong-credentials-are-refused",
    ),
)


def inject(rng: Random) -> Injection:
    """Open it late."""
    del rng
    return Injection(fact="503", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Refuse what writes for a while after the start."""
    return opening(app, rng.uniform(1.2, 2.0), probe="")


def opening(app: ASGIApp, seconds: float, probe: str) -> ASGIApp:
    """Refuse writes, and the probe, until the second pool is there."""
    until = [0.0]

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            until[0] = time.monotonic() + seconds
        elif time.monotonic() < until[0] and (
            scope["method"] not in ("GET", "HEAD") or scope["path"] == probe
        ):
            answer = PlainTextResponse("not yet", 503, {"retry-after": "1"})
            await answer(scope, receive, send)
            return
        await app(scope, receive, send)

    return application
