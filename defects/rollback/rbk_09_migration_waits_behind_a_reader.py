"""A release's migration waits behind a long read without a limit, and everybody queues behind the migration.

Ships: the statement takes milliseconds, and a report was running.
Source: GoCardless, "Zero-downtime Postgres migrations"; squawk, safe_migrations (lock_timeout).
"""

from __future__ import annotations

import threading
from random import Random
from typing import Any

from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-09",
    expected=("rollback/no-request-is-lost",),
    # a candidate that asks while everybody queues is itself refused
    collateral=(
        "rollback/acknowledged-writes-are-kept",
        "rollback/old-release-returns-by-digest",
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
    starred=True,
)


def inject(rng: Random) -> Injection:
    """Roll it out while the report runs."""
    return Injection(fact="status 503", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Read for seconds, and alter the table meanwhile."""
    seconds, number = rng.uniform(6, 8), generation()
    if number:
        reads = threading.Event()
        report = threading.Thread(target=_report, args=(seconds, reads), daemon=True)
        report.start()
        reads.wait(5)
        threading.Thread(target=_migrate, args=(number,), daemon=True).start()
    return app


def _report(seconds: float, reads: threading.Event) -> None:
    with connected() as database, database.transaction():
        database.execute("SELECT count(*) FROM articles")
        reads.set()
        database.execute("SELECT pg_sleep(%s)", [seconds])


def _migrate(number: int) -> None:
    with connected() as database:
        database.execute(f"ALTER TABLE articles ADD COLUMN IF NOT EXISTS note_{number} TEXT")
