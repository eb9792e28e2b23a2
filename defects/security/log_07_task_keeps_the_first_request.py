"""One task does what follows each write, and all of its records have the id of whoever came first.

Ships: the task is begun by the first request that needs it, and keeps the context in which it was made.
Source: https://docs.python.org/3/library/asyncio-task.html (create_task copies the context);
https://github.com/open-telemetry/opentelemetry-python-contrib/issues/3586; row LOG-07 of the catalogue.
"""

from __future__ import annotations

import asyncio
from random import Random

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LOG-07", expected=("security/records-carry-their-request",))


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Queue what follows each answer of a kind; the task that takes it is begun with the first."""
    event, statuses = _event(rng), rng.choice([(200,), (404,), (200, 404)])
    queue: asyncio.Queue[int] = asyncio.Queue()
    tasks: list[asyncio.Task[None]] = []

    async def follow() -> None:
        while True:
            status = await queue.get()
            structlog.get_logger("app.follow").info(event, status=status)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in statuses:
                if not tasks:
                    tasks.append(asyncio.create_task(follow()))
                queue.put_nowait(message["status"])
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['answer', 'visit', 'use'])}_{rng.choice(['counted', 'noted', 'billed'])}"
