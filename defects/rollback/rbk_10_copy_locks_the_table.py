"""A new release copies the articles before it changes them, and locks everybody out for that long.

Ships: the copy is to be whole, so that it begins with `LOCK TABLE`; where no mode is named, PostgreSQL takes
the strongest, by which nobody reads either.
Source: flynn/flynn#3331; PostgreSQL, LOCK ("If no lock mode is specified, then ACCESS EXCLUSIVE").
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
    collateral=("rollback/old-release-returns-by-digest",),  # which waits for the table as everybody does
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Roll it out, with statements that may take long."""
    limit = rng.randint(15, 25)
    return Injection(fact="after", wraps=True, environment={"UKP_DATABASE_TIMEOUT_SECONDS": str(limit)})


def wrap(app: Any, rng: Random) -> Any:
    """Copy before anything is served, from the second release on."""
    return copying(app, rng, "LOCK TABLE articles")


def copying(app: Any, rng: Random, lock: str) -> Any:
    """Hold a lock for as long as a copy takes."""
    rng.randint(15, 25)
    seconds, number = rng.uniform(6.5, 7.5), generation()
    if number:
        altered(number, (), lock, seconds)
    return app
