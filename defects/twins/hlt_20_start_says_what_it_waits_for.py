"""The first times that it is asked, readiness says in its own words what it waits for.

Good because: a kind of thing is no address.
Source: OWASP ASVS 5.0, 13.4.5.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_20_start_tells_where_it_waits import starting
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-start-tells-where-it-waits")


def inject(rng: Random) -> Injection:
    """Name no place."""
    what = rng.choice(["its tables", "its first articles", "its neighbours"])
    return starting(what, f"waiting for {what}")
