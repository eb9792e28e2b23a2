"""A ratio is what its name says: a part of one.

Good because: it is between 0 and 1, as whoever reads its name takes it.
Source: Prometheus, "Metric and label naming", base units (ratio, 0 to 1).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_14_ratio_is_told_in_percent import telling
from proving.seed import Injection, Twin

TWIN = Twin("MET-14", of="MET-14-ratio-is-told-in-percent")


def inject(rng: Random) -> Injection:
    """Divide, and leave it at that."""
    return telling(rng, "")
