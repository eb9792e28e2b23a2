"""Sessions that ended before their tokens did: in the database, which every worker and replica asks."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from app.knowledge.database import Database
from app.knowledge.tables import idempotency_keys as kept

KEEP = timedelta(hours=24)
"""Longer than any token lives: a row that is gone was of one that has expired."""

_OWNER = "#sessions"
"""No client can have this name, and so no Idempotency-Key these rows."""


class EndedSessions:
    """Ids of tokens that open nothing any more. The cache would forget them when it restarts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def end(self, token_id: str) -> None:
        """Remember a token. Raises DatabaseUnavailableError: then it is still alive."""
        now = datetime.now(UTC)
        insert = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
        row = {"client": _OWNER, "key": token_id, "fingerprint": "", "answer": "", "created_at": now}

        async def operation(connection: AsyncConnection) -> None:
            old = delete(kept).where(kept.c.client == _OWNER, kept.c.created_at < now - KEEP)
            await connection.execute(old)
            await connection.execute(insert(kept).values(row).on_conflict_do_nothing())

        await self._database.transaction(operation)

    async def has_ended(self, token_id: str) -> bool:
        """Whether a token was ended. Raises DatabaseUnavailableError: then nobody knows."""
        statement = select(kept.c.key).where(kept.c.client == _OWNER, kept.c.key == token_id)
        found = await self._database.run(lambda connection: connection.execute(statement))
        return found.first() is not None
