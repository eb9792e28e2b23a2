"""The newest revision lets a column be longer.

Good because: every value that is there fits as it is, so that no row is written or looked at.
Source: squawk, changing-column-type; PostgreSQL 9.2 release notes, E.24.3.4.2 (varchar without a rewrite).
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_10_revision_fills_what_it_adds import revised
from proving.seed import Injection, Twin

TWIN = Twin("RBK-10", of="RBK-10-revision-changes-a-type", target="compose")


def inject(rng: Random) -> Injection:
    """Widen it."""
    change = "ALTER TABLE articles ALTER COLUMN owner TYPE"
    return revised([f"{change} VARCHAR({rng.choice([48, 64, 100])})"], [f"{change} VARCHAR(32)"])
