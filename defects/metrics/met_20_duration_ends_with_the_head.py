"""The duration of a request ends when its head is sent; the body follows for as long as it likes.

Ships: the time is taken around `call_next`, which returns with the head of a streamed answer.
Source: Kludex/starlette#919, #3458; starlette-prometheus#33.
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-20", expected=("metrics/durations-agree-with-the-client",))


def inject(rng: Random) -> Injection:
    """Stop the clock with the head."""
    change = (
        'last = message["type"] == "http.response.body" and not message.get("more_body", False)',
        'last = message["type"] == "http.response.start"',
    )
    return Injection(fact=_drawn(rng)[0], wraps=True, source=edited("app/monitoring/observe.py", change))


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let one route's body take its time, as a stream of rows does."""
    return streaming(app, *_drawn(rng))


def streaming(app: ASGIApp, path: str, seconds: float) -> ASGIApp:
    """Let a body wait behind its head."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def slowly(message: Message) -> None:
            if message["type"] == "http.response.body":
                await asyncio.sleep(seconds)
            await send(message)

        await app(scope, receive, slowly if scope.get("path") == path else send)

    return application


def _drawn(rng: Random) -> tuple[str, float]:
    return rng.choice(["/search", "/articles"]), rng.uniform(0.2, 0.4)
