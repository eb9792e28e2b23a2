"""A rule takes the average of quantiles that each replica has made of its own requests.

Ships: the panel for one replica becomes an alert for all; half of the requests of the slow one are gone.
Source: Prometheus, "Histograms and summaries" ("statistically nonsensical").
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_rate_is_of_a_gauge import asking
from proving.seed import Defect, Injection

DEFECT = Defect("MET-25", expected=("metrics/alerts-read-series-by-their-type",))
QUANTILE = "histogram_quantile(0.9{0}, {2}rate(ukp_http_request_duration_seconds_bucket[{1}m]){3})"


def inject(rng: Random) -> Injection:
    """Average those of a summary, or of a histogram of each replica."""
    by = rng.choice(["", "by (job) ", "without (instance) "])
    quantile = rng.choice(["0.5", "0.95", "0.99"])
    found = QUANTILE.format(rng.randrange(10), rng.randrange(2, 9), "", "")
    summary = f'redis_latency_percentiles_usec{{quantile="{quantile}"}}'
    taken = rng.choice([found, summary])
    return asking(taken, f"avg {by}({taken})", rng)
