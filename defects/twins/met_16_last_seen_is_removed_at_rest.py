"""The time at which each class was last seen is a gauge, and is removed when it is old.

Good because: a gauge may come and go, and no rate is made of it.
Source: https://prometheus.github.io/client_python/instrumenting/labels/ (`remove`).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_16_children_that_rest_are_removed import name_of, sweeping
from proving.seed import Injection, Twin

TWIN = Twin("MET-16", of="MET-16-children-that-rest-are-removed")


def inject(rng: Random) -> Injection:
    """Set a gauge, and remove it."""
    return sweeping("Gauge", "set_to_current_time()", f"{name_of(rng)}_seen_seconds", rng.uniform(2, 5))
