"""A write that is under way is marked, and the mark of one that died is never taken away.

Ships: a second attempt beside the first is told to wait, which is right while the first goes on. What nobody
waits for any more is given up, and a client that left, was cut off or was refused is told to wait for ever.
Source: VilledeMontreal/express-idempotency#32; akira-io/laravel-sisp#302; Powertools for AWS Lambda,
idempotency (what is in progress expires).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from sqlalchemy import text
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))
_REFUSED = JSONResponse(
    {"type": "about:blank", "title": "Conflict", "status": 409, "detail": "the first attempt is under way"},
    409,
    media_type="application/problem+json",
)


def inject(rng: Random) -> Injection:
    """Serve with the marks."""
    return Injection(fact="409", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Take a mark away with a success alone."""
    return marking(app, rng, lambda status: status is not None and status < 300)


def marking(app: Any, rng: Random, is_over: Callable[[int | None], bool]) -> ASGIApp:
    """Mark each write that has a key, until what came of it says that it is over."""
    marks, seconds = _Marks(app.state.services.database), rng.uniform(0.25, 0.5)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        mark = _mark(scope)
        if mark is None:
            await app(scope, receive, send)
        elif not await marks.taken(mark):
            await _REFUSED(scope, receive, send)
        else:

            async def ended(status: int | None) -> None:
                if is_over(status):
                    await marks.free(mark)

            await _Attempt(app, seconds, ended).run(scope, receive, send)

    return application


class _Marks:
    """Marks in the database, which all processes share."""

    def __init__(self, database: Any) -> None:
        self._database, self._is_made = database, False

    async def taken(self, mark: str) -> bool:
        """Set a mark; False if it is set."""
        if not self._is_made:
            await self._do("CREATE TABLE IF NOT EXISTS writes_under_way (mark VARCHAR(64) PRIMARY KEY)")
            self._is_made = True
        written = "INSERT INTO writes_under_way (mark) VALUES (:mark) ON CONFLICT DO NOTHING"
        return bool(await self._do(written, mark=mark) == 1)

    async def free(self, mark: str) -> None:
        """Take a mark away."""
        await self._do("DELETE FROM writes_under_way WHERE mark = :mark", mark=mark)

    async def _do(self, statement: str, **values: str) -> int:
        result = await self._database.run(lambda connection: connection.execute(text(statement), values))
        return int(result.rowcount)


class _Attempt:
    """One attempt, which is given up where its client has left before it is written."""

    def __init__(self, app: ASGIApp, seconds: float, ended: Callable[[int | None], Awaitable[None]]) -> None:
        self._app, self._seconds, self._ended = app, seconds, ended
        self._body: list[Message] = []

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or end with the client; say how it ended before anybody may repeat it."""
        status: int | None = None

        async def reading() -> Message:
            return self._body.pop(0) if self._body else await receive()

        async def answering(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                await self._ended(status)
            await send(message)

        try:
            if await self._is_wanted(receive):
                await self._app(scope, reading, answering)
        finally:
            if status is None:
                await self._ended(None)

    async def _is_wanted(self, receive: Receive) -> bool:
        """Read the whole of it and have another service look at it, while the client is there."""
        while not self._body or self._body[-1].get("more_body"):
            self._body.append(await receive())
        if self._body[-1]["type"] == "http.disconnect":
            return False
        try:
            await asyncio.wait_for(receive(), self._seconds)
        except TimeoutError:
            return True
        return False


def _mark(scope: Scope) -> str | None:
    headers = dict(scope.get("headers", ()))
    key = headers.get(b"idempotency-key")
    if key is None or scope.get("method") != "POST":
        return None
    return hashlib.sha256(headers.get(b"authorization", b"") + b" " + key).hexdigest()
