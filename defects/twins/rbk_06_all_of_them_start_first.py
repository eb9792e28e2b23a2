"""An update replaces all tasks at once, and each new one is there before its old one is stopped.

Good because: the old tasks answer until the new ones are ready; it only takes twice the room.
Source: Compose Deploy Specification, update_config, `order: start-first`.
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_06_none_at_a_time_is_all_of_them import updating
from proving.seed import Injection, Twin

TWIN = Twin("RBK-06", of="RBK-06-none-at-a-time-is-all-of-them")


def inject(rng: Random) -> Injection:
    """Start all of them, then stop the old ones."""
    return updating(rng, "order: start-first, parallelism: 0")
