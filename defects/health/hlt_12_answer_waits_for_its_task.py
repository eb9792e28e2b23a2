"""A probe's answer begins in time and ends only with the task behind it.

Ships: each probe tells a monitor elsewhere that it was asked, in a background task; a middleware that reads
the answer as a stream ends it only when that is done. A kubelet reads the body to its end, or fails.
Source: Kludex/starlette#919 (background tasks keep an answer open behind `BaseHTTPMiddleware`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from defects.health.hlt_12_probe_does_too_much import probe_of
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-12", expected=("health/probes-answer-in-time",))
_LENGTH = b"content-length"


def inject(rng: Random) -> Injection:
    """Let one of the probes do it."""
    return Injection(fact=probe_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """End the answer behind the task."""
    return telling(app, probe_of(rng), rng.uniform(1.2, 1.7), lambda task: task)


def telling(
    app: ASGIApp,
    path: str,
    seconds: float,
    before_the_end: Callable[[asyncio.Task[None]], Awaitable[None]],
) -> ASGIApp:
    """Stream the answer at a path, and begin a task of so many seconds before its end."""
    begun: set[asyncio.Task[None]] = set()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def streamed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [pair for pair in message["headers"] if pair[0].lower() != _LENGTH]
                await send({**message, "headers": headers})
                return
            await send({**message, "more_body": True})
            if message.get("more_body"):
                return
            task = asyncio.create_task(asyncio.sleep(seconds))
            begun.add(task)
            task.add_done_callback(begun.discard)
            await before_the_end(task)
            await send({"type": "http.response.body", "body": b""})

        await app(scope, receive, streamed if scope.get("path") == path else send)

    return application
