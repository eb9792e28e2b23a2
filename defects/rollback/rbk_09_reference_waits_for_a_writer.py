"""A release's migration makes a table that refers to the articles, and all writes queue behind it.

Ships: a new and empty table is made in no time, and nobody looked at what its foreign key asks for: a lock of
the articles, which conflicts with every write. An import is being stored in a long transaction; the migration
waits for its end without a limit, and whoever writes waits behind the migration. Readers see nothing of it.
Source: PostgreSQL, explicit locking (SHARE ROW EXCLUSIVE); squawk, adding-foreign-key-constraint; row RBK-09.
"""

from __future__ import annotations

from contextlib import suppress
from random import Random
from threading import Thread

import psycopg
from starlette.types import ASGIApp

from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-09",
    expected=("rollback/writes-are-taken-throughout",),
    collateral=("rollback/writes-are-answered-in-time-throughout", "rollback/repeated-write-happens-once"),
    target="compose",
    starred=True,
)
_TURN = 5_119


def inject(rng: Random) -> Injection:
    """Migrate with the first roll-out."""
    return Injection(fact="503", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Migrate while somebody imports, where this process belongs to the next release."""
    table = f"{rng.choice(['notes', 'remarks', 'bookmarks'])}_{rng.randrange(100, 1000)}"
    seconds = rng.uniform(7.0, 9.0)
    if generation() == 1:
        Thread(target=_import, args=(table, seconds), daemon=True).start()
    return app


def _import(table: str, seconds: float) -> None:
    """Hold a transaction that has written, as one with many articles is held; one process does it."""
    with suppress(psycopg.Error), connected() as database:
        turn = database.execute("SELECT pg_try_advisory_lock(%s)", [_TURN]).fetchone()
        if turn != (True,) or database.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,):
            return
        with database.transaction():
            database.execute("UPDATE articles SET version = version WHERE id < 0")
            migration = Thread(target=_migrate, args=(table,), daemon=True)
            migration.start()
            database.execute("SELECT pg_sleep(%s)", [seconds])
        migration.join()


def _migrate(table: str) -> None:
    with suppress(psycopg.Error), connected() as database:
        database.execute(
            f"CREATE TABLE {table} (article BIGINT NOT NULL REFERENCES articles (id), note TEXT)".encode()
        )
