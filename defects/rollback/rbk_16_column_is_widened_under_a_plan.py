"""A release widens a column of names, and what the one before has planned is refused.

Ships: names of owners became longer, and a longer `varchar` writes no row anew: the linters of migrations let
it pass. All columns are named, so that nobody thought of plans; but the length belongs to the type of a
result. Each connection of the release before answers with an error what it has sent often.
Source: MagicStack/asyncpg#458; PostgreSQL, "cached plan must not change result type" (a row's types are
compared with their modifiers); psycopg, "Prepared statements"; row RBK-16.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-16",
    expected=("rollback/no-request-is-lost",),
    # a write says by the same columns what it has written
    collateral=(
        "rollback/acknowledged-writes-are-kept",
        "rollback/old-release-returns-by-digest",
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
    starred=True,
)
_LENGTH = 32
"""What the column has had since it is there."""


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 500", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Widen it by some letters with each generation; the second process of one finds it done."""
    step, number = rng.choice([8, 16, 32, 96]), generation()
    if number:
        with connected() as database:
            wider = f"VARCHAR({_LENGTH + step * number})"
            database.execute(f"ALTER TABLE articles ALTER COLUMN owner TYPE {wider}".encode())
    return app
