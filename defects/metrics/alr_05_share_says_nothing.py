"""An alert on the share of requests that fail is true with the first failure, or never.

Ships: the sums were taken out "since the dashboard adds up", so that each series is divided by itself; or the
bound was copied from a dashboard that shows percent.
Source: Prometheus, "Operators" (one-to-one vector matches); row ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_one_side_keeps_its_targets import errors_told
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-watch-what-is-exposed",))


def inject(rng: Random) -> Injection:
    """Divide each by itself, or ask for more than all."""
    return Injection(fact="UkpHighErrorRatio", source=errors_told(rng.choice([itself(), share(rng, "")])))


def itself() -> str:
    """Return what is 1 wherever there is something."""
    return """          rate(ukp_http_requests_total{status=~"5.."}[1m])
            / rate(ukp_http_requests_total[1m]) > 0.05
"""


def share(rng: Random, times: str) -> str:
    """Return the share, compared with a number of percent."""
    percent = rng.choice([2, 5, 10])
    return f"""          sum(rate(ukp_http_requests_total{{status=~"5.."}}[1m]))
            / sum(rate(ukp_http_requests_total[1m])){times} > {percent}
"""
