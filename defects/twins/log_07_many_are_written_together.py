"""One task sums up what was answered, and writes one record of many requests, which has no id.

Good because: it is no request's record; what each one caused has its id.
Source: row LOG-07 of the catalogue.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from random import Random

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Injection, Twin

TWIN = Twin("LOG-07", of="LOG-07-task-keeps-the-first-request")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Count, and say the sum a moment after the first of them, of nobody's request."""
    event, seconds = _event(rng), rng.choice([0.1, 0.2, 0.3])
    counts: Counter[int] = Counter()

    def summed_up() -> None:
        structlog.contextvars.clear_contextvars()
        structlog.get_logger("app.follow").info(event, answers=counts.total())
        counts.clear()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if not counts:
                    asyncio.get_running_loop().call_later(seconds, summed_up)
                counts[message["status"]] += 1
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['answers', 'visits', 'uses'])}_{rng.choice(['counted', 'noted', 'billed'])}"
