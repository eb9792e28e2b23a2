"""The way back drops the column that the revision added, with all of its values.

Good because: they were the revision's own, and no row goes with them.
Source: Alembic, "Relative Migration Identifiers".
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_15_way_back_does_nothing import going_back
from proving.seed import Injection, Twin

TWIN = Twin("RBK-15", of="RBK-15-way-back-does-nothing")


def inject(rng: Random) -> Injection:
    """Take away what was added."""
    return going_back(rng, "Drop it.", 'op.execute("ALTER TABLE articles DROP COLUMN NAME")')
