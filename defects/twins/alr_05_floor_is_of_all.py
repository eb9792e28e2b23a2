"""An alert asks, beside the share of each route that fails, for a least of all traffic, which has no route.

Good because: `and on ()` says that no label has to agree, so that one floor stands beside every route.
Source: prometheus/docs, "Vector matching keywords"; row ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_floor_is_of_no_route import floored
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-floor-is-of-no-route")


def inject(rng: Random) -> Injection:
    """Compare each route's share, and then the floor, whatever their labels."""
    return Injection(fact="UkpHighErrorRatio", source=floored(rng, "and on ()"))
