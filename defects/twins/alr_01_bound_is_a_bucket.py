"""An alert counts the requests within an objective by one bucket of the histogram.

Good because: a bucket of every route ends at this very bound.
Source: Google SRE Workbook, chapter 5, whose alerts of latency are made so.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_01_bound_is_no_bucket import budgeted
from proving.seed import Injection, Twin

TWIN = Twin("ALR-01", of="ALR-01-bound-is-no-bucket")


def inject(rng: Random) -> Injection:
    """Take a bound that the histogram has."""
    return budgeted(rng, rng.choice(["0.2", "0.3", "0.5", "0.75", "2.5"]))
