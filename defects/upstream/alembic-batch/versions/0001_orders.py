"""Orders have a title."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade():
    """Make the table."""
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(80)))


def downgrade():
    """Take it back."""
    op.drop_table("orders")
