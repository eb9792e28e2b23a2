"""Bounds of equal width were to end at the longest budget, and the last one is missing.

Ships: the list by hand gave way to a width and a number of bounds; `range` ends before its end, so that
whatever is later than the last but one is in one bucket.
Source: client_golang, LinearBuckets (the number of bounds leaves out the final one); Prometheus, "Histograms
and summaries".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-24", expected=("metrics/buckets-reach-the-budgets",))
_OLD = """(
    0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0,
)  # fmt: skip
"""


def inject(rng: Random) -> Injection:
    """Work the bounds out."""
    width, number = rng.choice([("0.05", 20), ("0.025", 40), ("0.02", 50)])
    new = f"tuple(round({width} * number, 3) for number in range(1, {number}))\n"
    source = edited("app/config/monitoring.py", (_OLD, new))
    return Injection(fact="ukp_http_request_duration_seconds", source=source)
