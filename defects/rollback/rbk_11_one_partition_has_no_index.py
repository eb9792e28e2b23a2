"""The index of a partitioned table is made part by part, and one part was left out: the whole stays invalid.

Ships: PostgreSQL's own way to index a big partitioned table is an index `ON ONLY` the parent, and one for
each part that is attached to it. The part for what fits nowhere came later to the list of tables than to
that of indexes. Nothing fails, and no query uses what is said to be there.
Source: PostgreSQL, "CREATE INDEX" (ON ONLY), "Table Partitioning" 5.12.2; fazer-ai/agents#759 on invalid
indexes.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-11", expected=("rollback/no-index-is-left-invalid",), target="compose")


def inject(rng: Random) -> Injection:
    """Attach the indexes of the months."""
    return partitioned(rng, "MONTHS")


def partitioned(rng: Random, indexed: str) -> Injection:
    """Add a revision with a table by months, whose index is attached to some of its parts."""
    table = rng.choice(["article_reads", "article_views", "visits"])
    column = rng.choice(["article_id", "reader_id"])
    index = f"ix_{table}_{column}"
    revision = f"""\"\"\"Who read what, by months.

Revision: 0004, after 0003. It only adds a table: the release before it goes on working.
\"\"\"

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

MONTHS = [f"{table}_2026_{{month:02}}" for month in range(1, 13)]
PARTS = [*MONTHS, "{table}_default"]


def upgrade() -> None:
    \"\"\"Create the table and its parts; each part's index by itself, so that no lock is held for all.\"\"\"
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE TABLE {table} ({column} bigint NOT NULL, happened_at timestamptz NOT NULL) "
        "PARTITION BY RANGE (happened_at)"
    )
    for month, part in enumerate(MONTHS, 1):
        until = f"2026-{{month + 1:02}}-01" if month < 12 else "2027-01-01"
        op.execute(
            f"CREATE TABLE {{part}} PARTITION OF {table} "
            f"FOR VALUES FROM ('2026-{{month:02}}-01') TO ('{{until}}')"
        )
    op.execute("CREATE TABLE {table}_default PARTITION OF {table} DEFAULT")
    op.execute("CREATE INDEX {index} ON ONLY {table} ({column})")
    for part in {indexed}:
        op.execute(f"CREATE INDEX {{part}}_{column} ON {{part}} ({column})")
        op.execute(f"ALTER INDEX {index} ATTACH PARTITION {{part}}_{column}")


def downgrade() -> None:
    \"\"\"Drop it.\"\"\"
    op.execute("DROP TABLE IF EXISTS {table}")
"""
    return Injection(fact=index, source={f"app/migrations/versions/0004_{table}.py": revision})
