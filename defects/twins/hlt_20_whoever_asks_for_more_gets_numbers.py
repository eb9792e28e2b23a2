"""The health page tells whoever adds `?verbose` to it more about the state of the service.

Good because: it is how many checks there are, how old their results may be, and how late the loop was;
nothing of it says where anything is or what it is made of.
Source: draft-inadarei-api-health-check, 3 and 4.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_20_whoever_asks_for_more_gets_it import telling
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-whoever-asks-for-more-gets-it")


def inject(rng: Random) -> Injection:
    """Draw how it is called."""
    numbers = (
        '{"checks": len(checks), "maxAge": 1, "longestDelay": round(services.loop_lag.longest_seconds(), 3)}'
    )
    return telling(rng.choice(("details", "state", "more")), numbers, "from typing import Any\n")
