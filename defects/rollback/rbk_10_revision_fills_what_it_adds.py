"""The newest revision adds a column and fills it in the same transaction.

Ships: both stand in one `upgrade`, which is one transaction, as everything in the tool is. The copy on which
it was tried had a few hundred rows; with many nobody reads the table until the last one is filled.
Source: strong_migrations, "Backfilling data"; squawk, the rules of locks.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-10", expected=("rollback/newest-revision-locks-no-table-for-long",), target="compose")
_REVISION = '''"""Articles have more to say.

Revision: 0004, after 0003.
"""

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the table."""
UPGRADE


def downgrade() -> None:
    """Take it back."""
DOWNGRADE
'''


def inject(rng: Random) -> Injection:
    """Add and fill."""
    name = f"{rng.choice(['summary', 'teaser', 'slug'])}_{rng.randrange(100, 1000)}"
    add, fill = f"ALTER TABLE articles ADD COLUMN {name} TEXT", f"UPDATE articles SET {name} = lower(title)"
    return revised([add, fill], [f"ALTER TABLE articles DROP COLUMN {name}"])


def revised(upgrade: list[str], downgrade: list[str]) -> Injection:
    """Add a revision of these statements."""
    text = _REVISION.replace("UPGRADE", _executed(upgrade)).replace("DOWNGRADE", _executed(downgrade))
    return Injection(fact="public.articles", source={"app/migrations/versions/0004_next.py": text})


def _executed(statements: list[str]) -> str:
    return "\n".join(f"    op.execute({statement!r})" for statement in statements)
