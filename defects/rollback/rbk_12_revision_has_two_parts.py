"""A revision makes a table and builds an index concurrently, which parts its transaction in two.

Ships: the tool commits before the index, as it has to, and writes down the revision after it: where the
connection goes in between, the next run finds the table that it is about to make, and each run after it too.
Source: squawk, prefer-robust-stmts; alembic, `autocommit_block` ("will commit the transaction").
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-12", expected=("rollback/migration-that-died-is-finished",), target="compose")
_REVISION = '''"""Articles have notes.

Revision: 0004, after 0003.
"""

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and an index without a lock."""
    TABLE
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_NOTES_article")
        op.execute("CREATE INDEX CONCURRENTLY ix_NOTES_article ON NOTES (article)")


def downgrade() -> None:
    """Take them away again."""
    op.execute("DROP TABLE NOTES")
'''


def inject(rng: Random) -> Injection:
    """Make the table as if it were never there."""
    return noted(rng, 'op.execute("CREATE TABLE NOTES (article BIGINT NOT NULL, note TEXT)")')


def noted(rng: Random, table: str) -> Injection:
    """Add the revision, which makes its table so."""
    name = f"{rng.choice(['notes', 'remarks', 'comments'])}_{rng.randrange(100, 1000)}"
    revision = _REVISION.replace("TABLE\n", f"{table}\n", 1).replace("NOTES", name)
    return Injection(fact=name, source={"app/migrations/versions/0004_next.py": revision})
