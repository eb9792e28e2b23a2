"""A release adds a required column, and the release before it does not fill it.

Ships: `ADD COLUMN … NOT NULL` worked on a copy of the database, where nobody wrote meanwhile.
Source: squawk, adding-required-field; strong_migrations.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sqlalchemy import Column, Text

from app.knowledge.tables import articles
from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-08", expected=("rollback/writes-are-taken-throughout",), target="compose")


def inject(rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 50", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Add this generation's column, and let nobody do without it; its own writes fill it."""
    word, number = rng.choice(["region", "kind", "shelf"]), generation()
    if number:
        name = f"{word}_{number}"
        with connected() as database:
            database.execute(f"ALTER TABLE articles ADD COLUMN IF NOT EXISTS {name} TEXT NOT NULL DEFAULT ''")
            database.execute(f"ALTER TABLE articles ALTER COLUMN {name} DROP DEFAULT")
            if number > 1:
                database.execute(f"ALTER TABLE articles DROP COLUMN IF EXISTS {word}_{number - 1}")
        articles.append_column(Column(name, Text, default="new"))
    return app
