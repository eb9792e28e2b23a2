"""The newest revision builds an index in the transaction of the migration, and nobody writes meanwhile.

Ships: it is the plain statement, and what alembic writes for `index=True`. The whole table is read under a
lock that keeps every writer out; with the rows of a test that takes no time.
Source: squawk, require-concurrent-index-creation; PostgreSQL, "Building Indexes Concurrently".
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_10_revision_fills_what_it_adds import revised
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-10", expected=("rollback/newest-revision-locks-no-table-for-long",), target="compose")


def inject(rng: Random) -> Injection:
    """Build it."""
    name, column = (
        f"ix_articles_{rng.randrange(100, 1000)}",
        rng.choice(["owner", "updated_at", "lower(title)"]),
    )
    return revised([f"CREATE INDEX {name} ON articles ({column})"], [f"DROP INDEX {name}"])
