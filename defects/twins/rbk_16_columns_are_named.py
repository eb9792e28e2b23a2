"""A release adds a column to a table that the release before reads all the while.

Good because: whoever reads names the columns, so that no plan has another result than before.
Source: MagicStack/asyncpg#458; PostgreSQL, ALTER TABLE (a constant default writes no row); row RBK-16.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.rollback.rbk_16_star_is_planned_before_the_column import adding
from proving.seed import Injection, Twin

TWIN = Twin("RBK-16", of="RBK-16-star-is-planned-before-the-column", target="compose")


def inject(rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="articles", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Add this generation's column."""
    return adding(app, rng)
