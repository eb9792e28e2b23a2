"""The newest revision has a way back that does nothing.

Ships: `downgrade` is what the tool's template leaves empty, and a review looks at `upgrade`. Who goes back
and forth again fails at the column that is there.
Source: Alembic, "Relative Migration Identifiers"; strong_migrations, on reversible migrations.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-15", expected=("rollback/newest-revision-can-be-taken-back",), target="compose")
_REVISION = '''"""Articles have a NAME.

Revision: 0004, after 0003.
"""

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.execute("ALTER TABLE articles ADD COLUMN NAME VARCHAR(40) NOT NULL DEFAULT \'\'")


def downgrade() -> None:
    """WORDS"""
    BACK
'''


def inject(rng: Random) -> Injection:
    """Add a column, and leave it there."""
    return going_back(rng, "Nothing to do.", "return")


def going_back(rng: Random, words: str, back: str) -> Injection:
    """Add a column, with this way back."""
    name = f"{rng.choice(['language', 'summary', 'licence', 'audience'])}_{rng.randrange(100, 1000)}"
    revision = _REVISION.replace("WORDS", words).replace("BACK", back).replace("NAME", name)
    return Injection(fact=name, source={"app/migrations/versions/0004_next.py": revision})
