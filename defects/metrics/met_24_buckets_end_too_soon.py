"""The last bound of the durations lies below the objective of the slowest: the tail is all in one bucket.

Ships: somebody saves series and cuts the bounds that "nobody ever reaches"; every 99th percentile is then the
last bound at most, however late the answers are.
Source: client_python, DEFAULT_BUCKETS; Prometheus, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-24", expected=("metrics/buckets-reach-the-budgets",))


def inject(rng: Random) -> Injection:
    """Cut them off."""
    ends = rng.choice(["0.5,", "0.5, 0.75,"])
    return Injection(fact="ukp_http_request_duration_seconds", source=ending(ends))


def ending(ends: str) -> dict[str, str | None]:
    """End with these bounds."""
    change = ("0.5, 0.75, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0,", ends)
    return edited("app/config/monitoring.py", change)
