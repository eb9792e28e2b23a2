"""A revision adds a value to an enumerated type, which it commits before the rest of itself.

Ships: a new value cannot be used in the transaction that adds it, so that the tool commits it first.
Where the connection goes behind it, the next run adds the value again, and is told that it is there.
Source: PostgreSQL, ALTER TYPE ("cannot be used until after the transaction has been committed"); squawk,
prefer-robust-stmts; row RBK-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-12",
    expected=("rollback/migration-that-died-is-finished",),
    collateral=("rollback/newest-revision-can-be-taken-back",),
    target="compose",
)
_FIRST = '''"""Imports say where they come from.

Revision: 0004, after 0003.
"""

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the type, and the column with a constant default."""
    op.execute("CREATE TYPE TYPE_ AS ENUM ('page', 'feed')")
    op.execute("ALTER TABLE imports ADD COLUMN origin TYPE_ NOT NULL DEFAULT 'page'")


def downgrade() -> None:
    """Take both away again."""
    op.execute("ALTER TABLE imports DROP COLUMN origin")
    op.execute("DROP TYPE TYPE_")
'''
_SECOND = '''"""Imports come from mirrors as well, and that is what they come from if nothing is said.

Revision: 0005, after 0004.
"""

from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the value by itself: what is added cannot be used before it is committed."""
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE TYPE_ ADD VALUE CLAUSE_'WORD_'")
    op.execute("ALTER TABLE imports ALTER COLUMN origin SET DEFAULT 'WORD_'")
    op.execute("COMMENT ON COLUMN imports.origin IS 'What was fetched: a page, a feed, or a mirror.'")


def downgrade() -> None:
    """Say as before what they come from; a type keeps its values."""
    op.execute("COMMENT ON COLUMN imports.origin IS NULL")
    op.execute("ALTER TABLE imports ALTER COLUMN origin SET DEFAULT 'page'")
'''


def inject(rng: Random) -> Injection:
    """Add it as if it were never there."""
    return valued(rng, "")


def valued(rng: Random, clause: str) -> Injection:
    """Add the revisions, the second of which adds its value with this clause."""
    label = f"{rng.choice(['mirror', 'archive', 'replica'])}_{rng.randrange(10, 100)}"
    kind = rng.choice(["import_origin", "origin_kind", "source_kind"])
    second = _SECOND.replace("CLAUSE_", clause).replace("WORD_", label).replace("TYPE_", kind)
    source: dict[str, str | None] = {
        "app/migrations/versions/0004_origins.py": _FIRST.replace("TYPE_", kind),
        "app/migrations/versions/0005_mirrors.py": second,
    }
    return Injection(fact=label, source=source)
