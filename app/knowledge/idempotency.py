"""Answers kept under the client's own key, so that a write that is sent twice happens once."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from app.knowledge.database import Database
from app.knowledge.tables import idempotency_keys as kept

KEEP = timedelta(hours=24)
KEY_PATTERN = r"^[A-Za-z0-9._-]{1,128}$"
Answer = TypeVar("Answer", bound=BaseModel)


class KeyReusedError(Exception):
    """The key was used with another content before."""


@dataclass(frozen=True)
class Once(Generic[Answer]):
    """What came of a write: what was answered, and whether that was an earlier answer."""

    answer: Answer
    replayed: bool


class IdempotencyKeys:
    """One row for each client and key; the row and the write are one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def once(
        self,
        client: str,
        key: str,
        content: BaseModel,
        answers: type[Answer],
        write: Callable[[AsyncConnection], Awaitable[Answer]],
    ) -> Once[Answer]:
        """Write, or return what the first write with this key answered. Raises KeyReusedError."""
        fingerprint = hashlib.sha256(content.model_dump_json().encode()).hexdigest()

        async def operation(connection: AsyncConnection) -> Once[Answer]:
            if not await self._claim(connection, client, key, fingerprint):
                first = await _replay(connection, client, key, fingerprint)
                return Once(answers.model_validate_json(first), replayed=True)
            written = await write(connection)
            answer = update(kept).where(kept.c.client == client, kept.c.key == key)
            await connection.execute(answer.values(answer=written.model_dump_json()))
            return Once(written, replayed=False)

        return await self._database.transaction(operation)

    async def forget(self, client: str, key: str) -> None:
        """Forget a key whose write was taken back."""
        statement = delete(kept).where(kept.c.client == client, kept.c.key == key)
        await self._database.run(lambda connection: connection.execute(statement))

    async def _claim(self, connection: AsyncConnection, client: str, key: str, fingerprint: str) -> bool:
        """Take the key; whoever asks at the same time waits here for the first one's commit."""
        now = datetime.now(UTC)
        await connection.execute(delete(kept).where(kept.c.created_at < now - KEEP))
        dialect = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
        values = dialect(kept).values(
            client=client, key=key, fingerprint=fingerprint, answer="", created_at=now
        )
        free = values.on_conflict_do_nothing(index_elements=["client", "key"]).returning(kept.c.key)
        claimed = await connection.execute(free)  # not every driver counts the rows of such an insert
        return claimed.first() is not None


async def _replay(connection: AsyncConnection, client: str, key: str, fingerprint: str) -> str:
    statement = select(kept.c.fingerprint, kept.c.answer).where(kept.c.client == client, kept.c.key == key)
    first = (await connection.execute(statement)).one()
    if first.fingerprint != fingerprint:
        raise KeyReusedError
    return str(first.answer)
