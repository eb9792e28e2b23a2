"""The database behind one deadline: no caller waits longer, whatever the server or the network does."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

import structlog
from sqlalchemy import ExceptionContext, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from app.config.settings import Settings
from app.knowledge.tables import HEARTBEAT_SLOTS, heartbeat

_Answer = TypeVar("_Answer")
_AWAY = (OperationalError, InterfaceError, InternalError, PoolTimeoutError, OSError)
_READ_ONLY_TRANSACTION = "25006"
_NOT_MIGRATED = ("42P01", "42703")  # undefined table, undefined column
_ISOLATION: dict[str, Literal["READ COMMITTED", "SERIALIZABLE"]] = {
    "postgresql": "READ COMMITTED",
    "sqlite": "SERIALIZABLE",
}
_log = structlog.get_logger(__name__)


class DatabaseUnavailableError(Exception):
    """The database did not do it: away, too slow, read-only or out of connections."""


class Database:
    """An engine whose statements commit one by one (AUTOCOMMIT), but for what asks for a transaction."""

    def __init__(self, settings: Settings) -> None:
        self.engine = _engine(settings)
        self.pool_size = settings.database_pool_size
        self._timeout_seconds = settings.database_timeout_seconds
        self._slot = random.SystemRandom().randrange(HEARTBEAT_SLOTS)
        self._abandoned: set[asyncio.Task[Any]] = set()

    @property
    def dialect(self) -> str:
        """`postgresql` or `sqlite`."""
        return self.engine.dialect.name

    async def transaction(self, operation: Callable[[AsyncConnection], Awaitable[_Answer]]) -> _Answer:
        """Run `operation` as one transaction, by the same deadline. Raises DatabaseUnavailableError."""

        async def isolated(connection: AsyncConnection) -> _Answer:
            await connection.execution_options(isolation_level=_ISOLATION[self.dialect])
            async with connection.begin():
                return await operation(connection)

        return await self.run(isolated)

    async def run(
        self,
        operation: Callable[[AsyncConnection], Awaitable[_Answer]],
        timeout_seconds: float | None = None,
    ) -> _Answer:
        """Run `operation` on a pooled connection. Raises DatabaseUnavailableError, by the deadline.

        The deadline does not wait for the driver's own cancelling, which a frozen server can hold up:
        the work goes on alone and gives its connection back when it ends.
        """
        task = asyncio.create_task(self._connected(operation))
        try:
            done, _ = await asyncio.wait({task}, timeout=timeout_seconds or self._timeout_seconds)
        except asyncio.CancelledError:
            self._abandon(task)
            raise
        if not done:
            self._abandon(task)
            raise DatabaseUnavailableError("no answer within the deadline")
        try:
            return task.result()
        except _AWAY as error:
            reason = getattr(error, "orig", error)
            raise DatabaseUnavailableError(f"{type(error).__name__}: {reason}") from error
        except ProgrammingError as error:
            if getattr(error.orig, "sqlstate", None) not in _NOT_MIGRATED:
                raise
            raise DatabaseUnavailableError("the schema is older than this release") from error

    async def _connected(self, operation: Callable[[AsyncConnection], Awaitable[_Answer]]) -> _Answer:
        async with self.engine.connect() as connection:
            return await operation(connection)

    def _abandon(self, task: asyncio.Task[Any]) -> None:
        self._abandoned.add(task)
        task.add_done_callback(self._settle)
        task.cancel()

    def _settle(self, task: asyncio.Task[Any]) -> None:
        self._abandoned.discard(task)
        error = None if task.cancelled() else task.exception()
        _log.debug("abandoned_statement_ended", error=type(error).__name__ if error else None)

    async def beat(self, timeout_seconds: float) -> None:
        """Write this process's heartbeat row: proof that the database takes writes."""
        insert = postgresql.insert if self.dialect == "postgresql" else sqlite.insert
        beaten_at = {"beaten_at": datetime.now(UTC)}
        statement = insert(heartbeat).values(slot=self._slot, **beaten_at)
        upsert = statement.on_conflict_do_update(index_elements=["slot"], set_=beaten_at)
        await self.run(lambda connection: connection.execute(upsert), timeout_seconds)

    async def warm(self) -> None:
        """Open every connection of the pool, so that no request pays for it."""
        ping = text("SELECT 1")
        await asyncio.gather(
            *(self.run(lambda connection: connection.execute(ping)) for _ in range(self.pool_size)),
        )

    async def close(self) -> None:
        """Close the pool. Statements that were abandoned keep theirs until the process ends."""
        async with asyncio.timeout(self._timeout_seconds):
            await self.engine.dispose()


def _engine(settings: Settings) -> AsyncEngine:
    url, seconds = settings.database_url.get_secret_value(), settings.database_timeout_seconds
    embedded = url.startswith("sqlite")
    engine = create_async_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=settings.database_pool_size,
        max_overflow=0,
        # Nobody who waits for the pool is told that a hung connection was dropped: look again in time.
        pool_timeout=seconds / 2,
        pool_pre_ping=not embedded,
        hide_parameters=True,
        connect_args={"timeout": seconds} if embedded else _postgresql_arguments(seconds),
    )
    if embedded:
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "handle_error", _distrust_read_only)
    return engine


def _distrust_read_only(context: ExceptionContext) -> None:
    """Let the pool reconnect after a read-only error: sessions stay so when the server no longer is."""
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY_TRANSACTION:
        context.is_disconnect = True


def _postgresql_arguments(seconds: float) -> dict[str, Any]:
    """Deadlines that hold on the server too, so that it does not work on for a client that gave up."""
    milliseconds = max(1, int(seconds * 1000))
    return {
        "connect_timeout": max(2, round(seconds)),
        # A session that began on a read-only server stays so: it would fail writes long after the recovery.
        "target_session_attrs": "read-write",
        "tcp_user_timeout": milliseconds,
        "application_name": "ukp",
        "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds} -c timezone=UTC",
    }


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
