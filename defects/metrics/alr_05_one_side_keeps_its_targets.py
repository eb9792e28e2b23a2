"""An alert relates series as they were scraped to a total of all: one side has an instance, one has none.

Ships: the total was added up so that one slow replica does not hide behind its own, few requests; the other
side was left as it was. The expression is valid and always empty.
Source: Prometheus, "Operators" (one-to-one vector matches); cloudflare/pint, promql/vector_matching.
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
    """Leave one side as it was scraped."""
    new = rng.choice(
        [
            """          rate(ukp_http_requests_total{status=~"5.."}[1m])
            / sum(rate(ukp_http_requests_total[1m])) > 0.05
""",
            """          ukp_database_up == 0
            and sum(rate(ukp_http_requests_total{status=~"5.."}[1m])) > 1
""",
            """          max_over_time(ukp_event_loop_lag_seconds[1m]) > 0.1
            and sum(rate(ukp_http_requests_total[1m])) > 5
""",
        ]
    )
    return Injection(fact="UkpHighErrorRatio", source=errors_told(new))


def errors_told(instead: str) -> dict[str, str | None]:
    """Have the alert on failures ask something else."""
    return edited("deploy/prometheus/rules.yml", (_OLD, instead))
