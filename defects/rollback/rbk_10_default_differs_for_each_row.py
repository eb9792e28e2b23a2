"""A new release adds a column with a default that is another for each row, while the one before serves.

Ships: the image migrates and then serves, and on a copy of the database with few rows the statement took a
moment. What a constant gets for nothing has the table written anew here, and nobody reads it meanwhile.
Source: PostgreSQL, ALTER TABLE, notes on "a volatile DEFAULT"; squawk, adding-field-with-default.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.generations import generation
from defects.large import altered
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-10",
    expected=(
        "rollback/requests-are-answered-in-time-throughout",
        "rollback/writes-are-answered-in-time-throughout",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Roll it out, with statements that may take long."""
    limit = rng.randint(15, 25)
    return Injection(fact="after", wraps=True, environment={"UKP_DATABASE_TIMEOUT_SECONDS": str(limit)})


def wrap(app: Any, rng: Random) -> Any:
    """Migrate before anything is served, from the second release on."""
    rng.randint(15, 25)
    seconds, number = rng.uniform(6.5, 7.5), generation()
    kind, value = rng.choice([("TEXT", "md5(random()::text)"), ("FLOAT", "random()")])
    if number:
        change = f"ADD COLUMN {rng.choice(['public', 'shuffled', 'drawn'])}_{number} {kind} DEFAULT {value}"
        altered(number, (change,), "SELECT 1", seconds)
    return app
