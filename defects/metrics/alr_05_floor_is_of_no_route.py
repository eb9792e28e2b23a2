"""An alert asks, beside the share that fails, for a least of traffic, and the two have no label in common.

Ships: one failed request of ten at night woke somebody, so the alert was given a floor, and was told route
by route in the same change. `and` keeps what has its like on the other side, label by label: a sum over all
has no route, and nothing is ever kept. The expression is valid, and every test of its first half passes.
Source: cloudflare/pint, promql/vector_matching; prometheus/docs, "Logical/set binary operators"; row
ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-watch-what-is-exposed",), starred=True)
_OLD = """          sum(rate(ukp_http_requests_total{status=~"5.."}[1m]))
            / sum(rate(ukp_http_requests_total[1m])) > 0.05
"""


def inject(rng: Random) -> Injection:
    """Compare a share for each route with a floor for all of them."""
    return Injection(fact="UkpHighErrorRatio", source=floored(rng, "and"))


def floored(rng: Random, operator: str) -> dict[str, str | None]:
    """Return the rules with a floor behind the operator."""
    below = rng.choice(["route", "route, method", "method"])
    share, least = rng.choice(["0.02", "0.05", "0.1"]), rng.choice(["0.2", "0.5", "1"])
    new = f"""          sum by ({below}) (rate(ukp_http_requests_total{{status=~"5.."}}[1m]))
            / sum by ({below}) (rate(ukp_http_requests_total[1m])) > {share}
            {operator} sum(rate(ukp_http_requests_total[1m])) > {least}
"""
    return edited("deploy/prometheus/rules.yml", (_OLD, new))
