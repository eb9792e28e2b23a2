"""A release's migration limits how long it waits for a table, by a setting that holds for no statement of it.

Ships: the check was added as it should be, `NOT VALID` and with a `lock_timeout`. `SET LOCAL` was said to be
the tidy way; each statement of the script commits by itself, so that it holds until its own end, and the
server's warning goes to a log that nobody reads. The nightly copy has the table open; the migration waits for
it without a limit, and whoever reads or writes waits behind the migration.
Source: PostgreSQL, SET ("SET LOCAL can only be used in transaction blocks"); GoCardless, "Zero-downtime
Postgres migrations"; squawk, safe_migrations (lock_timeout); row RBK-09.
"""

from __future__ import annotations

from contextlib import suppress
from random import Random
from threading import Event, Thread

import psycopg
from starlette.types import ASGIApp

from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-09",
    expected=("rollback/no-request-is-lost",),
    # who writes queues as who reads does; a candidate that asks meanwhile is itself refused
    collateral=(
        "rollback/acknowledged-writes-are-kept",
        "rollback/old-release-returns-by-digest",
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
    starred=True,
)
_SLICES = 16


def inject(_rng: Random) -> Injection:
    """Roll it out while the copy is made."""
    return Injection(fact="status 503", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Copy for seconds, and add the check of this generation meanwhile."""
    seconds, milliseconds = rng.uniform(6.5, 8.5), rng.choice([250, 500, 1000])
    name = f"{rng.choice(['titled', 'named', 'sized'])}_{rng.randrange(100, 1000)}"
    if number := generation():
        reads = Event()
        Thread(target=_copy, args=(seconds, reads), daemon=True).start()
        reads.wait(5)
        Thread(target=_migrate, args=(f"{name}_{number}", milliseconds), daemon=True).start()
    return app


def _copy(seconds: float, reads: Event) -> None:
    """Read all rows of one moment slice by slice, with a pause for the disk's sake, as a dump does."""
    with suppress(psycopg.Error), connected() as database, database.transaction():
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        database.execute("LOCK TABLE articles IN ACCESS SHARE MODE")
        reads.set()
        for part in range(_SLICES):
            database.execute("SELECT * FROM articles WHERE id %% %s = %s", [_SLICES, part]).fetchall()
            database.execute("SELECT pg_sleep(%s)", [seconds / _SLICES])


def _migrate(name: str, milliseconds: int) -> None:
    """Add the check; the second process of a generation finds it there."""
    with suppress(psycopg.Error), connected() as database:
        database.execute(f"SET LOCAL lock_timeout = {milliseconds}".encode())
        check = f"ADD CONSTRAINT {name} CHECK (length(title) <= 200) NOT VALID"
        database.execute(f"ALTER TABLE articles {check}".encode())
