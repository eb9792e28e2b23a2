"""A layer before the routes tries again what did not succeed: all that is not what a reader gets.

Ships: it was written for reads, whose good answers are 200 and 304; a client's own mistakes are not tried
again. Then it was put before all that is asked of articles. A created article is answered 201, which is
neither: each one is made a second time, and the second answer is the one that the client sees.
Source: NGINX 1.9.13 (non_idempotent became a choice of its own); RFC 9110, 9.2.2; row RES-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-02",
    expected=("metrics/traffic-is-conserved",),
    # who writes waits for two writes, and the service has seen two requests of half the time
    collateral=(
        "metrics/durations-agree-with-the-client",
        "rollback/repeated-write-happens-once",
        "latency/crowd-is-answered-in-time",
    ),
)
_MODULE = '''"""Tries a request again that did not succeed, so that its client need not."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ATTEMPTS = 2
PAUSE_SECONDS = PAUSE_
_PATHS = ("/articles", "/search")
_METHODS = ("GET", "POST")
"""PUT and DELETE name a version, and would not find it a second time."""


class LAYER_:
    """ASGI middleware that holds an answer back until it is known whether there will be a better one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, once more where it did not go well."""
        if scope["type"] != "http" or scope["method"] not in _METHODS or scope["path"] not in _PATHS:
            await self._app(scope, receive, send)
            return
        arrived: list[Message] = []
        for attempt in range(1, ATTEMPTS + 1):
            answer = await self._answered(scope, _again(arrived, receive))
            if attempt == ATTEMPTS or not answer or _is_final(answer[0]["status"]):
                break
            await asyncio.sleep(PAUSE_SECONDS)
        for message in answer:
            await send(message)

    async def _answered(self, scope: Scope, receive: Receive) -> list[Message]:
        answer: list[Message] = []

        async def held(message: Message) -> None:
            answer.append(message)

        await self._app({**scope, "state": dict(scope.get("state", {}))}, receive, held)
        return answer


def _is_final(status: int) -> bool:
    """Whether it went well, or is the client's to put right."""
    return status in (200, 304) or 400 <= status < 500


def _again(arrived: list[Message], receive: Receive) -> Receive:
    """Give what arrived before, and then what is still to come."""
    earlier = list(arrived)

    async def received() -> Message:
        if earlier:
            return earlier.pop(0)
        message = await receive()
        arrived.append(message)
        return message

    return received
'''
_PROXIES = "    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))\n"
_IMPORT = "from app.api.table import route_table\n"


def inject(rng: Random) -> Injection:
    """Put it before all that observes a request."""
    name = rng.choice(["TryAgain", "Repeat", "AskAgain"])
    module = _MODULE.replace("PAUSE_\n", f"{rng.uniform(0.005, 0.02):.3f}\n").replace("LAYER_", name)
    application = edited(
        "app/api/application.py",
        (_IMPORT, f"from app.api.again import {name}\n{_IMPORT}"),
        (_PROXIES, f"    app.add_middleware({name})\n{_PROXIES}"),
    )
    return Injection(fact="/articles", source={**application, "app/api/again.py": module})
