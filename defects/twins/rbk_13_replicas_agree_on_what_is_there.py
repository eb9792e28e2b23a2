"""Each replica prepares at its start what all of them share, and takes what another wrote for its own.

Good because: `ON CONFLICT DO NOTHING` makes it the same whoever comes first: no start fails.
Source: PostgreSQL, INSERT (ON CONFLICT).
"""

from __future__ import annotations

from random import Random

from defects.health.rbk_13_replicas_prepare_at_once import prepares
from proving.seed import Injection, Twin

TWIN = Twin("RBK-13", of="RBK-13-replicas-prepare-at-once", target="compose")


def inject(rng: Random) -> Injection:
    """Let the second writer find that it is done."""
    return prepares(rng, "ON CONFLICT DO NOTHING")
