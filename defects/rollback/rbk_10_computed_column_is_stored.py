"""The newest revision adds a column that is computed and stored, for which the table is written anew.

Ships: it is one line, it adds only, and no row is touched by any statement of the release. The whole table
and all of its indexes are written under the one lock that keeps everybody out.
Source: https://www.postgresql.org/docs/current/sql-altertable.html, Notes: adding a stored generated column
needs the entire table and its indexes to be rewritten; strong_migrations, "Adding a stored generated
column".
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-10", expected=("rollback/newest-revision-locks-no-table-for-long",), target="compose")

_REVISION = '''\
"""Articles can be found by the stems of their words as well.

Revision: 0004, after 0003. It only adds; the database keeps the column in step by itself.
"""

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

_STEMS = "to_tsvector('english', title) || to_tsvector('english', body)"


def upgrade() -> None:
    """Add the column."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE articles ADD COLUMN A_COLUMN tsvector GENERATED ALWAYS AS ({_STEMS}) STORED")


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column("articles", "A_COLUMN")
'''


def inject(rng: Random) -> Injection:
    """Draw the column."""
    name = rng.choice(("stems", "stem_vector", "english_vector", "search_stems"))
    return Injection(
        fact="articles",
        source={f"app/migrations/versions/0004_{name}.py": _REVISION.replace("A_COLUMN", name)},
    )
