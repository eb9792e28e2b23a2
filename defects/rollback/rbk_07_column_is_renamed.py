"""A release renames a column that the release before it still reads.

Ships: the migration was reviewed together with the new code, which knows the new name.
Source: squawk, renaming-column; strong_migrations.
"""

from __future__ import annotations

from random import Random
from typing import Any

from app.knowledge.tables import articles
from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-07",
    expected=("rollback/no-request-is-lost",),
    collateral=("rollback/acknowledged-writes-are-kept", "rollback/writes-are-taken-throughout"),
    target="compose",
)
_WORDS = ["content", "text", "prose"]


def inject(rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 50", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Call the column by this generation's name, and rename it where it has an older one."""
    word, number = rng.choice(_WORDS), generation()
    if number:
        name = f"{word}_{number}"
        with connected() as database:
            old = database.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'articles'"
                " AND (column_name = 'body' OR column_name LIKE %s)",
                [f"{word}_%"],
            ).fetchone()
            if old and old[0] != name:
                database.execute(f"ALTER TABLE articles RENAME COLUMN {old[0]} TO {name}")
        articles.c.body.name = name
    return app
