"""An alert asks for a quantile of all requests since the start: after a day nothing moves it any more.

Ships: the buckets are passed to `histogram_quantile` as they are; on the day of the deployment, when there
were few, the graph moved with the traffic.
Source: Prometheus, "Histograms and summaries" (`rate` of the buckets first); cloudflare/pint, promql/counter.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/alerts-ask-for-rates-of-counters",))
_SERIES = "ukp_http_request_duration_seconds_bucket"
_OLD = f"histogram_quantile(0.95, sum by (le) (rate({_SERIES}[1m]))) > 0.5"


def inject(rng: Random) -> Injection:
    """Leave the rate out."""
    return asking(rng, _SERIES)


def asking(rng: Random, buckets: str) -> Injection:
    """Have the alert on slow requests ask for a quantile of these buckets."""
    quantile = rng.choice(["0.9", "0.95", "0.98"])
    new = f"histogram_quantile({quantile}, sum by (le) ({buckets})) > 0.5"
    return Injection(fact=_SERIES, source=edited("deploy/prometheus/rules.yml", (_OLD, new)))
