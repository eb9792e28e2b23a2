"""Until it has served for a moment, readiness says in its own words what it waits for.

Good because: a kind of thing is no address.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_20_start_tells_where_it_waits import starting
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-start-tells-where-it-waits")


def inject(rng: Random) -> Injection:
    """Name no place."""
    what = rng.choice(["the database", "its first articles", "the cache"])
    return starting(what, f"waiting for {what}")
