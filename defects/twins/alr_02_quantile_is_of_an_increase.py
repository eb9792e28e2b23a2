"""An alert asks for a quantile without any rate.

Good because: it is one of the increase over some minutes, which has the same quantiles as the rate.
Source: Prometheus, "Query functions", increase and histogram_quantile.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_quantile_is_since_the_start import asking
from proving.seed import Injection, Twin

TWIN = Twin("ALR-02", of="ALR-02-quantile-is-since-the-start")


def inject(rng: Random) -> Injection:
    """Ask for what came within some minutes."""
    minutes = rng.randrange(2, 9)
    return asking(rng, f"increase(ukp_http_request_duration_seconds_bucket[{minutes}m])")
