"""The newest revision makes the type of a column another one, for which the table is written anew.

Ships: the numbers were to last longer, and it is one short statement. With many rows every one of them and
each index is written again, and nobody reads meanwhile.
Source: squawk, changing-column-type; strong_migrations, "Changing the type of a column".
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_10_revision_fills_what_it_adds import revised
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-10", expected=("rollback/newest-revision-locks-no-table-for-long",), target="compose")


def inject(rng: Random) -> Injection:
    """Change the type."""
    kind, change = rng.choice(["BIGINT", "NUMERIC(20)"]), "ALTER TABLE articles ALTER COLUMN version TYPE"
    return revised([f"{change} {kind}"], [f"{change} INTEGER"])
