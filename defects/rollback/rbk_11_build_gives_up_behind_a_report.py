"""An index is built concurrently while a report runs, gives up waiting for it, and counts as built.

Ships: the build has a `lock_timeout`, as it should, and the job starts the migration again; the second
attempt finds an index of that name, which `IF NOT EXISTS` is content with.
Source: PostgreSQL, CREATE INDEX, "Building Indexes Concurrently"; influxdb_iox#8450.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-11",
    expected=("rollback/no-index-is-left-invalid",),
    # a run that was cut leaves the same
    collateral=("rollback/migration-that-died-is-finished",),
    target="compose",
)
_REVISION = '''"""Articles are found by when they were written.

Revision: 0004, after 0003.
"""

import os

import psycopg
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the index, though somebody reads."""
    address = os.environ["UKP_DATABASE_URL"].replace("+psycopg", "")
    with op.get_context().autocommit_block(), psycopg.connect(address) as report:
        op.execute("SET lock_timeout = TIMEOUT")
        report.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        report.execute("SELECT count(*) FROM articles")
        try:
            op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS NAME ON articles (created_at)")
        except sa.exc.OperationalError:
            op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS NAME ON articles (created_at)")


def downgrade() -> None:
    """Take it away again."""
    op.execute("DROP INDEX NAME")
'''


def inject(rng: Random) -> Injection:
    """Let the report go on for longer than the build waits."""
    name = f"ix_articles_written_{rng.randrange(1000, 10000)}"
    revision = _REVISION.replace("NAME", name).replace("TIMEOUT", str(rng.randrange(500, 1500)))
    return Injection(fact=name, source={"app/migrations/versions/0004_next.py": revision})
