"""What follows a write is left to a thread of a pool, and its records do not know whose write it was.

Ships: a notice, an index or an audit goes to `pool.submit`, which hands no context variables on.
Source: https://github.com/open-telemetry/opentelemetry-python/issues/3024; row LOG-07 of the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LOG-07", expected=("security/records-carry-their-request",))


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=event_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Submit what is to be done as it is."""
    return followed(app, event_of(rng), rng.randrange(1, 4), lambda work: work)


def followed(
    app: ASGIApp, event: str, threads: int, handed: Callable[[Callable[[], None]], Callable[[], None]]
) -> ASGIApp:
    """Have a thread write a record after each object that was made, handed over in some way."""
    pool, log = ThreadPoolExecutor(threads), structlog.get_logger("app.follow")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start" and message["status"] == 201:
                pool.submit(handed(lambda: log.info(event)))

        await app(scope, receive, sent)

    return application


def event_of(rng: Random) -> str:
    """Name what is done."""
    return f"article_{rng.choice(['indexed', 'announced', 'audited'])}_{rng.randrange(10, 100)}"
