"""A rule takes one of the quantiles that each replica has made of its own requests.

Good because: it is the worst of them, or the one of all replicas' buckets together.
Source: Prometheus, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_rate_is_of_a_gauge import asking
from defects.metrics.met_25_quantiles_are_averaged import QUANTILE
from proving.seed import Injection, Twin

TWIN = Twin("MET-25", of="MET-25-quantiles-are-averaged")


def inject(rng: Random) -> Injection:
    """Take the worst, or none in place of it."""
    drawn = rng.randrange(10), rng.randrange(2, 9)
    found, whole = QUANTILE.format(*drawn, "", ""), QUANTILE.format(*drawn, "sum by (le) (", ")")
    return asking("quantile", rng.choice([f"max({found})", f"avg({whole})"]), rng)
