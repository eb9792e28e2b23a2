"""Imports: one row each, from the request to its end.

Revision: 0003, after 0002. It only adds a table: the release before it goes on working.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; the index holds unfinished imports alone, for which the sweep asks all the time."""
    op.create_table(
        "imports",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("url", sa.String(2048), nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("article_id", sa.BigInteger),
        sa.Column("reason", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True)),
    )
    unfinished = sa.text("state IN ('queued', 'running')")
    op.create_index(
        "ix_imports_unfinished", "imports", ["queued_at"],
        postgresql_where=unfinished, sqlite_where=unfinished,
    )  # fmt: skip


def downgrade() -> None:
    """Drop it."""
    op.drop_table("imports")
