"""An index is built concurrently, unless there is one of its name.

Ships: `IF NOT EXISTS` was meant to make the revision robust; where the connection goes while the index is
being built, the next run finds its invalid remains, and writes down that it is done.
Source: influxdb_iox#8450; PostgreSQL, CREATE INDEX ("no guarantee that the existing index is anything like
the one that would have been created").
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-12", expected=("rollback/migration-that-died-is-finished",), target="compose")
_REVISION = '''"""Articles are found by their owner.

Revision: 0004, after 0003.
"""

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the index without a lock."""
    with op.get_context().autocommit_block():
        BEFORE
        op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS NAME ON articles (owner, COLUMN)")


def downgrade() -> None:
    """Take it away again."""
    op.execute("DROP INDEX NAME")
'''


def inject(rng: Random) -> Injection:
    """Build it at once."""
    return built(rng, "pass")


def built(rng: Random, before: str) -> Injection:
    """Add the revision, which does this before it builds the index."""
    column = rng.choice(["created_at", "updated_at", "title"])
    name = f"ix_articles_owner_{rng.randrange(1000, 10000)}"
    revision = _REVISION.replace("BEFORE", before).replace("NAME", name).replace("COLUMN", column)
    return Injection(fact=name, source={"app/migrations/versions/0004_next.py": revision})
