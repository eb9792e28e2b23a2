"""Each writer has a logger that is made with the first write, and what was known then stays on it.

Ships: binding a writer's name anew for each record showed in a profile, so that its logger is kept. It was
bound to all that the context held, and that is the first request's id: a writer's later records are all found
there.
Source: structlog, "Bound Loggers" and "Context Variables" (bound values win over those of the context).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LOG-07", expected=("security/records-carry-their-request",))


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=event_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep on the logger whatever is known."""
    return kept(app, event_of(rng), structlog.contextvars.get_contextvars)


def kept(app: ASGIApp, event: str, known: Callable[[], dict[str, Any]]) -> ASGIApp:
    """Write a record after each object that was made, by its writer's own logger, bound to something."""
    loggers: dict[int, Any] = {}

    def logger_of(scope: Scope) -> Any:
        writer = hash(dict(scope["headers"]).get(b"authorization"))
        if writer not in loggers:
            loggers[writer] = structlog.get_logger("app.writers").bind(writer=len(loggers), **known())
        return loggers[writer]

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 201:
                logger_of(scope).info(event)
            await send(message)

        await app(scope, receive, sent)

    return application


def event_of(rng: Random) -> str:
    """Name what is done."""
    return f"article_{rng.choice(['kept', 'filed', 'noted'])}_{rng.randrange(10, 100)}"
