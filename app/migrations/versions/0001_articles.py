"""Articles with an index for ranked search, and the heartbeat of the write check.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

_VECTOR = (
    "GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'B')) STORED"
)


def upgrade() -> None:
    """Create both tables; on PostgreSQL the database keeps the search vector in step by itself."""
    op.create_table(
        "articles",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "heartbeat",
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("beaten_at", sa.DateTime(timezone=True), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE articles ADD COLUMN search_vector tsvector {_VECTOR}")
        op.create_index("ix_articles_search_vector", "articles", ["search_vector"], postgresql_using="gin")


def downgrade() -> None:
    """Drop both tables with all that belongs to them."""
    op.drop_table("heartbeat")
    op.drop_table("articles")
