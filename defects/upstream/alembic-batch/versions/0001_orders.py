"""Orders have a title."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade():
    """Make the table."""
    number = sa.Column("id", sa.Integer, primary_key=True)
    op.create_table("orders", number, sa.Column("title", sa.String(80)))


def downgrade():
    """Take it back."""
    op.drop_table("orders")
