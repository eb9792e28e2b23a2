"""Runs migrations: brings a schema to the newest revision, or back."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.pool import NullPool

LOCK_TIMEOUT_MILLISECONDS = 3000
"""DDL that waits longer gives up: whatever queues behind it would wait as well."""

TURN_TIMEOUT_MILLISECONDS = 60_000
TURN = 0x554B5001
"""Key of the advisory lock that lets one migration run at a time."""

_log = structlog.get_logger(__name__)


def alembic_config(connection: Connection | None = None) -> Config:
    """Configure alembic without a file; `connection` is what the revisions run on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def migrate(database_url: str, revision: str = "head") -> None:
    """Upgrade the schema; `base`, or `-1` for one revision, takes it back. Raises SQLAlchemyError."""
    url = database_url.replace("sqlite+aiosqlite", "sqlite", 1)
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with _turn_at_file(engine.url), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            _take_turn(connection)
        step = command.downgrade if revision in ("base", "-1") else command.upgrade
        step(alembic_config(connection), revision)
        connection.commit()
    _log.info("migrated", revision=revision)


@contextmanager
def _turn_at_file(url: URL) -> Iterator[None]:
    """Let one process at a time migrate an SQLite file: each brings it to its revision as it starts."""
    with ExitStack() as ending:
        if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
            with suppress(OSError):  # where nothing can be written, SQLite says so itself
                turn = ending.enter_context(Path(f"{url.database}.turn").open("a", encoding="utf-8"))
                fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _take_turn(connection: Connection) -> None:
    """Wait for other migrations, then limit every wait for a table. Both hold for the session."""
    connection.execute(text(f"SET lock_timeout = {TURN_TIMEOUT_MILLISECONDS}"))
    connection.execute(text("SELECT pg_advisory_lock(:turn)"), {"turn": TURN})
    connection.execute(text(f"SET lock_timeout = {LOCK_TIMEOUT_MILLISECONDS}"))
    connection.commit()
