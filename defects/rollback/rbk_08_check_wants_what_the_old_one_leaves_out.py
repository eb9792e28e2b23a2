"""A column may be empty, and a check that is not validated refuses each new row in which it is.

Ships: NOT NULL would have read the whole table under a lock, so the rule became a check that is NOT VALID, as
the linters advise. It spares the rows that are there and none that comes: the release before fills nothing.
Source: squawk, adding-not-nullable-field (a check constraint instead); PostgreSQL, ALTER TABLE, NOT VALID.
"""

from __future__ import annotations

from random import Random

import psycopg
from sqlalchemy import Column, String
from starlette.types import ASGIApp

from app.knowledge.tables import articles
from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-08", expected=("rollback/writes-are-taken-throughout",), target="compose")


def inject(rng: Random) -> Injection:
    """Roll that release out."""
    return Injection(fact="500", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """From the second roll-out on, want the column and fill it."""
    name = f"{rng.choice(['audience', 'licence', 'language'])}_{rng.randrange(100, 1000)}"
    if generation() > 0:
        _want(name)
        articles.append_column(Column(name, String(40), default="unset"))
    return app


def _want(name: str) -> None:
    check = f"ALTER TABLE articles ADD CONSTRAINT {name}_is_there CHECK ({name} IS NOT NULL) NOT VALID"
    with connected() as connection:
        connection.execute(f"ALTER TABLE articles ADD COLUMN IF NOT EXISTS {name} VARCHAR(40)".encode())
        try:
            connection.execute(check.encode())
        except psycopg.errors.DuplicateObject:
            return
