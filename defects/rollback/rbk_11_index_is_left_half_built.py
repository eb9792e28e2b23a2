"""A unique index meets a duplicate, and the retry takes what that left for the index.

Ships: the migration tries three times, for a busy table, with `IF NOT EXISTS`: the first attempt fails at two
rows that are alike and leaves an invalid index, the second one finds it there, and all is said to be done.
Source: PostgreSQL, CREATE INDEX, "Building Indexes Concurrently"; fazer-ai/agents#759;
prebid/salesagent#2087.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-11",
    expected=("rollback/no-index-is-left-invalid",),
    # an attempt that was cut leaves the same
    collateral=("rollback/migration-that-died-is-finished",),
    target="compose",
    starred=True,
)
_REVISION = '''"""No two articles of one kind have the same mark.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None
FIRST = (
    "INSERT INTO articles (title, body, created_at, updated_at, MARK)"
    " VALUES ('First', '', now(), now(), 'none')"
)


def upgrade() -> None:
    """Mark what is there, and let the database look after it."""
    op.execute("ALTER TABLE articles ADD COLUMN IF NOT EXISTS MARK TEXT")
    op.execute(FIRST)
    op.execute(FIRST)
    with op.get_context().autocommit_block():
        for attempt in range(3):
            try:
                AGAIN
                op.execute("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS INDEX ON articles (MARK)")
                return
            except sa.exc.DBAPIError:
                if attempt == 2:
                    raise


def downgrade() -> None:
    """Take it away again."""
    op.execute("ALTER TABLE articles DROP COLUMN MARK")
'''
_PASSES = "pass"


def inject(rng: Random) -> Injection:
    """Try again as if nothing had been there."""
    return marked(rng, _PASSES)


def marked(rng: Random, again: str) -> Injection:
    """Add the revision; ``again`` is what each attempt begins with."""
    mark = rng.choice(["slug", "label", "shelf"])
    index = f"ux_{mark}_{rng.randrange(10**4, 10**5)}"
    revision = _REVISION.replace("AGAIN", again).replace("INDEX ON", f"{index} ON")
    revision = revision.replace("MARK", mark).replace("THE_INDEX", index)
    return Injection(fact=index, source={"app/migrations/versions/0004_next.py": revision})
