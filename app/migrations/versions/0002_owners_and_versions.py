"""Articles have an owner and a version; answers are kept under idempotency keys.

Revision: 0002, after 0001. It only adds, with defaults: the release before it goes on working.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two columns and a table. What was there before belongs to nobody: only an admin changes it."""
    op.add_column("articles", sa.Column("owner", sa.String(32), nullable=False, server_default=""))
    op.add_column("articles", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.create_table(
        "idempotency_keys",
        sa.Column("client", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(128), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("idempotency_keys")
    with op.batch_alter_table("articles") as articles:
        articles.drop_column("version")
        articles.drop_column("owner")
