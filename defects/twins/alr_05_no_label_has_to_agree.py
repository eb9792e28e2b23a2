"""An alert relates each replica's series to a total of all.

Good because: `and on ()` says that no label has to agree, or the total is kept for each instance and job.
Source: Prometheus, "Operators" (vector matching keywords).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_one_side_keeps_its_targets import errors_told
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-one-side-keeps-its-targets")


def inject(rng: Random) -> Injection:
    """Say by what the sides are matched."""
    new = rng.choice(
        [
            """          ukp_database_up == 0
            and on () sum(rate(ukp_http_requests_total{status=~"5.."}[1m])) > 1
""",
            """          max_over_time(ukp_event_loop_lag_seconds[1m]) > 0.1
            and sum by (instance, job) (rate(ukp_http_requests_total[1m])) > 5
""",
        ]
    )
    return Injection(fact="UkpHighErrorRatio", source=errors_told(new))
