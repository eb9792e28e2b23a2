"""Who asks for what is not there is written down with path, query and agent as they are, by a serializer.

Good because: a line's end and a quote are escaped where they stand, and each record is one line.
Source: OWASP ASVS 5.0 16.4.1.
"""

from __future__ import annotations

import json
from random import Random
from urllib.parse import unquote_plus

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Injection, Twin

TWIN = Twin("LOG-04", of="LOG-04-path-is-written-as-it-is")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Print a record for each 404, past the logger."""
    event = _event(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 404:
                agent = dict(scope["headers"]).get(b"user-agent", b"").decode("latin-1")
                query = unquote_plus(scope["query_string"].decode("latin-1"))
                record = {"event": event, "path": scope["path"], "query": query, "agent": agent}
                print(json.dumps(record | structlog.contextvars.get_contextvars()), flush=True)
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['unknown', 'missing'])}-{rng.randrange(100, 1000)}"
