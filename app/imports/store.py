"""Imports in the database: who asked for what, how far it is. The queue can be filled anew from here."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.imports.jobs import MAX_REASON, UNFINISHED, Import, Job, State
from app.knowledge.articles import ArticleInput
from app.knowledge.database import Database
from app.knowledge.store import ArticleStore
from app.knowledge.tables import imports

COLUMNS = tuple(imports.c[name] for name in Import.model_fields)
AT_A_TIME = 100
KEEP = timedelta(days=30)
"""How long a client can ask what became of an import."""

_OPEN = imports.c.state.in_(UNFINISHED)


class ImportStore:
    """The imports table. Every method raises DatabaseUnavailableError when the database is away."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._articles = ArticleStore(database)

    async def insert(self, connection: AsyncConnection, url: str, owner: str, request_id: str) -> Import:
        """Insert an import on a connection, as a part of what else happens there."""
        now = datetime.now(UTC)
        row: dict[str, Any] = {"id": secrets.token_hex(16), "url": url, "owner": owner}
        row |= {"request_id": request_id, "state": State.QUEUED, "attempts": 0}
        times = {"created_at": now, "updated_at": now, "queued_at": now}
        result = await connection.execute(insert(imports).values(**row, **times).returning(*COLUMNS))
        return _import_of(result.one())

    async def get(self, import_id: str) -> Import | None:
        """Read one import."""
        statement = select(*COLUMNS).where(imports.c.id == import_id)
        row = (await self.database.run(lambda connection: connection.execute(statement))).first()
        return None if row is None else _import_of(row)

    async def forget(self, import_id: str) -> None:
        """Delete an import that did not get into the queue."""
        statement = delete(imports).where(imports.c.id == import_id, imports.c.state == State.QUEUED)
        await self.database.run(lambda connection: connection.execute(statement))

    async def begin(self, import_id: str, lease_seconds: float) -> Import | None:
        """Count an attempt and return the import.

        None if it has ended, waits for a retry, is unknown, or was begun less than `lease_seconds` ago: a
        duplicate of a delivery that another worker has in hand is no attempt.
        """
        lapsed = imports.c.updated_at < datetime.now(UTC) - timedelta(seconds=lease_seconds)
        free = or_(imports.c.state == State.QUEUED, and_(imports.c.state == State.RUNNING, lapsed))
        statement = update(imports).where(imports.c.id == import_id, free, imports.c.retry_at.is_(None))
        return await self._change(statement.values(state=State.RUNNING, attempts=imports.c.attempts + 1))

    async def finish(self, seen: Import, content: ArticleInput) -> Import | None:
        """Store the article and the end of the import, both or neither; None if it had ended before."""

        async def operation(connection: AsyncConnection) -> Import | None:
            mine = update(imports).where(imports.c.id == seen.id, _OPEN).values(state=State.DONE, reason=None)
            if (
                await connection.execute(mine)
            ).rowcount == 0:  # whoever comes second waits here for the first
                return None
            article = await self._articles.insert(connection, content, seen.owner)
            values = {"article_id": article.id, "updated_at": datetime.now(UTC)}
            done = update(imports).where(imports.c.id == seen.id).values(**values).returning(*COLUMNS)
            return _import_of((await connection.execute(done)).one())

        return await self.database.transaction(operation)

    async def end(self, seen: Import, state: State, reason: str) -> Import | None:
        """Record that an import failed or is dead; None if it had ended before."""
        statement = update(imports).where(imports.c.id == seen.id, _OPEN)
        return await self._change(statement.values(state=state, reason=reason[:MAX_REASON]))

    async def postpone(self, seen: Import, reason: str, delay_seconds: float) -> Import | None:
        """Let an import wait outside the queue for its next attempt."""
        retry_at = datetime.now(UTC) + timedelta(seconds=delay_seconds)
        statement = update(imports).where(imports.c.id == seen.id, imports.c.state == State.RUNNING)
        values = {"state": State.QUEUED, "reason": reason[:MAX_REASON], "retry_at": retry_at}
        return await self._change(statement.values(**values))

    async def hand_back(self, import_id: str) -> None:
        """Take an attempt back that was not finished: the worker ends, and the import is not to blame."""
        statement = update(imports).where(imports.c.id == import_id, imports.c.state == State.RUNNING)
        values: dict[str, Any] = {"state": State.QUEUED, "attempts": imports.c.attempts - 1}
        await self._change(statement.values(**values, queued_at=datetime.now(UTC)))

    async def due(self, queued_before: datetime) -> list[Job]:
        """Return the imports that belong into the queue and are not there; once each, whoever asks.

        Those whose retry is due, and those put into it before its oldest entry: Valkey lost them.
        """
        now = datetime.now(UTC)
        missing = and_(_OPEN, or_(imports.c.retry_at <= now, _lost(queued_before)))
        some = select(imports.c.id).where(missing).order_by(imports.c.queued_at).limit(AT_A_TIME)
        taken = update(imports).where(imports.c.id.in_(some), missing).values(queued_at=now, retry_at=None)
        statement = taken.returning(imports.c.id, imports.c.request_id)
        rows = await self.database.run(lambda connection: connection.execute(statement))
        return [Job(row.id, row.request_id) for row in rows]

    async def prune(self) -> int:
        """Delete what ended longer than KEEP ago, and return how many; the articles stay."""
        ended = delete(imports).where(~_OPEN, imports.c.updated_at < datetime.now(UTC) - KEEP)
        return (await self.database.run(lambda connection: connection.execute(ended))).rowcount

    async def _change(self, statement: Any) -> Import | None:
        changed = statement.values(updated_at=datetime.now(UTC)).returning(*COLUMNS)
        row = (await self.database.run(lambda connection: connection.execute(changed))).first()
        return None if row is None else _import_of(row)


def _import_of(row: Row[*tuple[Any, ...]]) -> Import:
    return Import.model_validate(row, from_attributes=True)


def _lost(queued_before: datetime) -> ColumnElement[bool]:
    return and_(imports.c.retry_at.is_(None), imports.c.queued_at < queued_before)
