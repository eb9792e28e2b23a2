"""The way back drops the table that the revision made, and leaves the type of one of its columns behind.

Ships: the tool wrote both directions by itself. Where a table is made the type of its column is made with
it, and where the table is dropped the type stays: whoever goes forth again is told that it exists. On SQLite,
where the tests go back and forth, there are no such types.
Source: sqlalchemy/alembic#886, #1612; alphagov/notifications-api#4211; row RBK-15 of the catalogue.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-15", expected=("rollback/newest-revision-can-be-taken-back",), target="compose")
_REVISION = '''"""Readers leave marks on articles.

Revision: 0004, after 0003. It only adds a table: the release before it goes on working.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "TABLE",
        sa.Column("article_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reader", sa.String(32), primary_key=True),
        sa.Column("kind", sa.Enum(WORDS, name="KIND"), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("TABLE")
'''


def inject(rng: Random) -> Injection:
    """Make a table with a column of a type of its own."""
    table = rng.choice(["marks", "flags", "votes"])
    words = ", ".join(f'"{word}"' for word in rng.sample(["useful", "outdated", "unclear", "wrong"], 3))
    kind = f"{table}_{rng.choice(['kind', 'sort', 'reason'])}_{rng.randrange(10, 100)}"
    drawn = {"TABLE": table, "WORDS": words, "KIND": kind}
    revision = _REVISION
    for word, value in drawn.items():
        revision = revision.replace(word, value)
    return Injection(fact=kind, source={"app/migrations/versions/0004_marks.py": revision})
