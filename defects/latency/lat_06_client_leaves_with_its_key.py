"""A write takes its idempotency key before its body is read, and a client that leaves then keeps it.

Ships: two writes with one key at a moment made the second one wait on a row in the database, so it waits in
the process, before its body is read. The key is given back behind the answer, and behind each refusal that
somebody thought of; that the client went away while it sent raises another exception. It comes again with
the same key, as it is told to, and is never answered: it is the one client that can not be helped by trying
again.
Source: sqlalchemy/sqlalchemy#8145 (the same with a connection); stripe.com, idempotent requests; row
LAT-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-06", expected=("rollback/repeated-write-happens-once",), starred=True)
_TAKEN = '''async def in_turn(writer: Writer, idempotency_key: IdempotencyKey = None) -> Turn | None:
    """Take the key's turn, for whoever gives it back."""
    return None if idempotency_key is None else await Turn.of(writer.name, idempotency_key)
'''
_READ = '''async def content_in_turn(request: Request, services: ServicesOf, turn: OwnTurn) -> ArticleInput:
    """Return the article in the body; a refusal gives the turn back."""
    try:
        return await article_input(request, services)
    except (HTTPException, RequestValidationError):
        if turn is not None:
            turn.give_back()
        raise
'''
_ANSWERED = """    try:
        once = await services.library.create(content, writer.name, idempotency_key)
    finally:
        if turn is not None:
            turn.give_back()
"""


def inject(rng: Random) -> Injection:
    """Give the key back by hand."""
    return Injection(fact="stated length", source=taking_turns(rng, _TAKEN, _READ, _ANSWERED))


def taking_turns(rng: Random, taken: str, read: str, answered: str) -> dict[str, str | None]:
    """Let writes of one key wait for each other."""
    name = rng.choice(["_turns", "_underway", "_busy"])
    module = f'''"""Writes under one idempotency key, one after the other, before their bodies are read."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request
from fastapi.exceptions import RequestValidationError

from app.api.auth import Writer
from app.api.body import article_input
from app.api.services import ServicesOf
from app.knowledge.articles import ArticleInput
from app.knowledge.idempotency import KEY_PATTERN

IdempotencyKey = Annotated[str | None, Header(pattern=KEY_PATTERN)]
{name}: dict[tuple[str, str], asyncio.Lock] = {{}}


class Turn:
    """The turn of one client's key."""

    def __init__(self, key: tuple[str, str], lock: asyncio.Lock) -> None:
        self._key, self._lock = key, lock

    @classmethod
    async def of(cls, client: str, key: str) -> "Turn":
        """Wait for whoever has the turn, and take it."""
        lock = {name}.setdefault((client, key), asyncio.Lock())
        await lock.acquire()
        return cls((client, key), lock)

    def give_back(self) -> None:
        """Let the next one have it."""
        {name}.pop(self._key, None)
        self._lock.release()


{taken}

OwnTurn = Annotated[Turn | None, Depends(in_turn)]


{read}

ContentInTurn = Annotated[ArticleInput, Depends(content_in_turn)]
'''
    source = edited(
        "app/api/articles.py",
        (
            "from app.api.services import ServicesOf\n",
            "from app.api.services import ServicesOf\n" + _IMPORTED,
        ),
        (
            "    content: NewArticle,\n    writer: Writer,\n    response: Response,\n    request: Request,\n",
            _SIGNATURE,
        ),
        ("    once = await services.library.create(content, writer.name, idempotency_key)\n", answered),
    )
    return {**source, "app/api/turns.py": module}


_IMPORTED = "from app.api.turns import ContentInTurn, OwnTurn\n"
_SIGNATURE = """    turn: OwnTurn,
    content: ContentInTurn,
    writer: Writer,
    response: Response,
    request: Request,
"""
