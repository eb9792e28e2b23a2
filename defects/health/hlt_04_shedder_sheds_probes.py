"""What turns requests away while too many are in flight turns the probes away with them.

Ships: a limit of what is in flight stands in front of all routes, and the probes are routes like any other. A
busy replica says that it is broken, is started anew, and leaves its load to the others.
Source: dragonflyoss/dragonfly#5015 (busy pods are restarted); inite-ai/inite-brain-service#569;
Keeper-Security/Commander#2108; uvicorn, `--limit-concurrency`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-04",
    expected=("health/probes-answer-under-load",),
    # who is turned away has no answer, and who is not waits for the slow part
    collateral=(
        "latency/availability-within-budget",
        "latency/error-ratio-within-budget",
        "latency/p50-within-budget",
        "metrics/known-traffic-gets-the-promised-status",
        "metrics/traffic-is-conserved",
        "rollback/repeated-write-happens-once",
        "latency/p95-within-budget",
        "latency/p99-within-budget",
    ),
)
_SHED = '''\
"""Turns requests away while the process has enough to do."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.errors import problem


class Shed:
    """Answers 503 at once while as many lists are in flight as the process can take."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most, self._busy = app, most, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or turn it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._busy >= self._most:
            refused = problem(Request(scope), 503, "there is too much to do", {"Retry-After": "1"})
            await refused(scope, receive, send)
        else:
            counts = scope["path"] == "/articles"
            self._busy += counts
            try:
                await self._app(scope, receive, send)
            finally:
                self._busy -= counts
'''
_HANDLER = '    """Return articles by ascending id."""\n'
_FIRST = "    app.add_middleware(AnswerForOwnHosts,"
_IMPORT = "from app.api.services import Services\n"


def inject(rng: Random) -> Injection:
    """Draw how many there may be, and how long a list asks its slow neighbour."""
    most, seconds = rng.randint(3, 4), f"{rng.uniform(0.45, 0.55):.3f}"
    articles = edited(
        "app/api/articles.py",
        ("from typing import Annotated, Any\n", "import asyncio\nfrom typing import Annotated, Any\n"),
        (_HANDLER, f"{_HANDLER}    await asyncio.sleep({seconds})\n"),
    )
    application = edited(
        "app/api/application.py",
        (_IMPORT, f"{_IMPORT}from app.api.shedding import Shed\n"),
        (_FIRST, f"    app.add_middleware(Shed, most={most})\n{_FIRST}"),
    )
    return Injection(fact="503", source={**articles, **application, "app/api/shedding.py": _SHED})
