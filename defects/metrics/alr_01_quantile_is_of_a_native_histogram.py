"""An alert takes its quantile from the histogram's own name, under which only a native one has samples.

Ships: the collector was brought to its third version, and its manual shows quantiles without `_bucket` and
without `le` now. The service exposes buckets as before; the expression is valid, and empty.
Source: Prometheus, "Histograms and summaries" and "Query functions", histogram_quantile (classic and native
histograms); cloudflare/pint, promql/series.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "ALR-01",
    expected=("metrics/alerts-watch-what-is-exposed",),
    collateral=("metrics/alerts-read-series-by-their-type",),
)
_NAME = "ukp_http_request_duration_seconds"
_QUANTILE = f"histogram_quantile(0.95, sum by (le) (rate({_NAME}_bucket[1m])))"


def inject(rng: Random) -> Injection:
    """Ask as the manual does."""
    window = rng.choice(["1m", "2m", "5m"])
    native = rng.choice(
        [
            f"histogram_quantile(0.95, sum(rate({_NAME}[{window}])))",
            f"max(histogram_quantile(0.95, rate({_NAME}[{window}])))",
        ]
    )
    return Injection(fact=_NAME, source=edited("deploy/prometheus/rules.yml", (_QUANTILE, native)))
