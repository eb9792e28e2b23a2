"""Readiness is found out once, at the start, and remembered from then on.

Ships: the check of the dependencies is slow, so that its first good answer is kept.
Source: https://aws.amazon.com/builders-library/implementing-health-checks/
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-22",
    expected=("health/broken-replica-is-taken-out",),
    collateral=("health/readiness-follows-hard-dependency",),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Serve with that memory."""
    return Injection(fact="status 503", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer readiness as it was answered well for the first time, without a question."""
    kept: list[Answer] = []

    def remember(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] == "/health/ready" and answer.status < 400:
            kept.append(answer)
        return answer

    asking = Rewrite(app, remember)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        known = scope["type"] == "http" and scope["path"] == "/health/ready" and bool(kept)
        await (Rewrite(_nobody, lambda *_: kept[0]) if known else asking)(scope, receive, send)

    return application


async def _nobody(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})
