"""Keys of writes are remembered in the memory of the process, once the answer is there.

Ships: a middleware for retries that was tried with one process, one request after the other.
Source: https://github.com/snok/asgi-idempotency-header (needs a shared backend); row RES-12 of the catalogue.
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-12",
    expected=("rollback/repeated-write-happens-once",),
    # nor does the process of a release before
    collateral=("rollback/previous-reads-what-this-wrote",),
)
_HEADER = b"idempotency-key"


def inject(rng: Random) -> Injection:
    """Serve with it."""
    _seconds(rng)
    return Injection(fact="moment", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer a known key from memory, and let no key through."""
    known: dict[bytes, list[Message]] = {}
    seconds = _seconds(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        key = dict(scope.get("headers", ())).get(_HEADER)
        if scope["type"] != "http" or key is None:
            await app(scope, receive, send)
            return
        if key not in known:
            await asyncio.sleep(seconds)  # what it takes to look it up
            known[key] = await _answer(app, scope, receive)
        for message in known[key]:
            await send(message)

    return application


async def _answer(app: ASGIApp, scope: Scope, receive: Receive) -> list[Message]:
    said: list[Message] = []

    async def keep(message: Message) -> None:
        said.append(message)

    headers = [pair for pair in scope["headers"] if pair[0] != _HEADER]
    await app({**scope, "headers": headers}, receive, keep)
    return said


def _seconds(rng: Random) -> float:
    return rng.uniform(0.005, 0.05)
