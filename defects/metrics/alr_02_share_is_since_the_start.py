"""An alert divides all failures since the start by all requests since the start.

Ships: the expression was tried in the console on a fresh stack, where both are the same. After a week nothing
moves the share any more: an outage of an hour stays below the bound, and one bad day stays above it.
Source: cloudflare/pint, promql/counter; Prometheus, "Metric types", counter; row ALR-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/alerts-ask-for-rates-of-counters",))
_OLD = """          sum(rate(ukp_http_requests_total{status=~"5.."}[1m]))
            / sum(rate(ukp_http_requests_total[1m])) > 0.05
"""


def inject(rng: Random) -> Injection:
    """Divide the counters themselves, over all replicas or for each."""
    by, bound = (
        rng.choice(["sum", "sum by (route)", "sum by (instance)"]),
        rng.choice(["0.02", "0.05", "0.1"]),
    )
    new = (
        f'          {by}(ukp_http_requests_total{{status=~"5.."}})\n'
        f"            / {by}(ukp_http_requests_total) > {bound}\n"
    )
    return Injection(fact="UkpHighErrorRatio", source=edited("deploy/prometheus/rules.yml", (_OLD, new)))
