"""The release runs once, and its update starts the new one before it stops the old one.

Good because: one of the two answers all the while.
Source: Compose Deploy Specification, update_config.
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_06_only_replica_is_stopped_first import replicated
from proving.seed import Injection, Twin

TWIN = Twin("RBK-06", of="RBK-06-only-replica-is-stopped-first")


def inject(rng: Random) -> Injection:
    """Update all of them at a time, each after its successor is there."""
    count = rng.randrange(1, 4)
    return Injection(fact=f"{count} of {count}", override=replicated(count, "start-first", count))
