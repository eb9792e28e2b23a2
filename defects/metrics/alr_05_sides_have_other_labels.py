"""An alert divides series by others that have other labels: nothing has its like on the other side.

Ships: the errors were to be told route by route, and only one side of the division was changed. The
expression is valid and always empty.
Source: cloudflare/pint, promql/vector_matching.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-watch-what-is-exposed",))
_OLD = """          sum(rate(ukp_http_requests_total{status=~"5.."}[1m]))
            / sum(rate(ukp_http_requests_total[1m])) > 0.05
"""


def inject(rng: Random) -> Injection:
    """Let the two sides differ."""
    errors, all_of_them = rng.choice([("route", ""), ("instance, route", "instance"), ("route", "method")])
    below = f" by ({all_of_them})" if all_of_them else ""
    new = f"""          sum by ({errors}) (rate(ukp_http_requests_total{{status=~"5.."}}[1m]))
            / sum{below} (rate(ukp_http_requests_total[1m])) > 0.05
"""
    return Injection(fact="UkpHighErrorRatio", source=edited("deploy/prometheus/rules.yml", (_OLD, new)))
