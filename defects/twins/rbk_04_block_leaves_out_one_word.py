"""Roll-out and way back share one block of terms, in which nobody says what a failure leads to.

Good because: the roll-out adds that word to the block where it uses it.
Source: YAML, merge key; Compose Deploy Specification, update_config.
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_04_both_ways_share_their_terms import sharing
from proving.seed import Injection, Twin

TWIN = Twin("RBK-04", of="RBK-04-both-ways-share-their-terms")


def inject(rng: Random) -> Injection:
    """Say `rollback` beside the block."""
    return sharing(rng, "{<<: *{name}, failure_action: rollback}")
