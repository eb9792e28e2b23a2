"""Orders have a slug, and each its own."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade():
    """Add it."""
    with op.batch_alter_table("orders") as batch:
        batch.add_column(sa.Column("slug", sa.String(40)))
        batch.create_unique_constraint("one_slug", ["slug"])


def downgrade():
    """Take it back."""
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("one_slug", type_="unique")
        batch.drop_column("slug")
