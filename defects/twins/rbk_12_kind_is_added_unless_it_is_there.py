"""A revision adds a value to an enumerated type, which it commits before the rest of itself.

Good because: it adds the value unless the type has it, and the rest may be done any number of times.
Source: PostgreSQL, ALTER TYPE ... ADD VALUE IF NOT EXISTS; squawk, prefer-robust-stmts.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_12_kind_is_added_a_second_time import valued
from proving.seed import Injection, Twin

TWIN = Twin("RBK-12", of="RBK-12-kind-is-added-a-second-time", target="compose")


def inject(rng: Random) -> Injection:
    """Look whether it is there."""
    return valued(rng, "IF NOT EXISTS ")
