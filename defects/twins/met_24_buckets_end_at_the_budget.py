"""Bounds that nobody ever reaches were cut off.

Good because: the last one is still the longest budget, or lies beyond it.
Source: Prometheus, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_24_buckets_end_too_soon import ending
from proving.seed import Injection, Twin

TWIN = Twin("MET-24", of="MET-24-buckets-end-too-soon")


def inject(rng: Random) -> Injection:
    """Cut fewer."""
    ends = rng.choice(["0.5, 1.0,", "0.5, 0.75, 1.0, 2.5,"])
    return Injection(fact=ends, source=ending(ends))
