"""A write that is sent again is answered by another status than the first.

Good because: the object is the first one's, and 200 says that nothing was created now.
Source: RFC 9110, 15.3.2.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Injection, Twin

TWIN = Twin("RES-12", of="RES-12-key-is-remembered-by-each-process")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_word(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer 200 where it was answered before, and say so in a header."""
    word = _word(rng).encode()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            replayed = any(name == b"idempotent-replay" for name, _ in message.get("headers", ()))
            if message["type"] == "http.response.start" and replayed:
                headers = [*message["headers"], (b"x-repeated", word)]
                message = {**message, "status": 200, "headers": headers}
            await send(message)

        await app(scope, receive, sent)

    return application


def _word(rng: Random) -> str:
    return rng.choice(["yes", "true", "1"])
