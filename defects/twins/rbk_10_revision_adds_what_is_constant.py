"""The newest revision adds a required column with a constant default.

Good because: since PostgreSQL 11 that is noted once for all rows, and none of them is written.
Source: squawk, adding-field-with-default; PostgreSQL, ALTER TABLE, notes.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_10_revision_fills_what_it_adds import revised
from proving.seed import Injection, Twin

TWIN = Twin("RBK-10", of="RBK-10-revision-fills-what-it-adds", target="compose")


def inject(rng: Random) -> Injection:
    """Add it."""
    name, value = f"{rng.choice(['summary', 'teaser', 'slug'])}_{rng.randrange(100, 1000)}", rng.randrange(10)
    add = f"ALTER TABLE articles ADD COLUMN {name} INTEGER NOT NULL DEFAULT {value}"
    return revised([add], [f"ALTER TABLE articles DROP COLUMN {name}"])
