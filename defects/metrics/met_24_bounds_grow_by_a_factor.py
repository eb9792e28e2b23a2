"""The bounds of the durations grow by a factor, and one step too few of them are made.

Ships: the list by hand gave way to a start, a factor and a number, with the objectives put in between. The
number was taken for the power to which the last bound is raised, or the factor was lowered for finer buckets
and the number left: whatever is slower than two thirds of a second is one bucket.
Source: client_golang, ExponentialBuckets; Prometheus, "Histograms and summaries".
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
_NEW = """tuple(
    sorted({{0.3, 0.5, *(round({start} * {factor}**step, 4) for step in range({number}))}})
)
"""


def inject(rng: Random) -> Injection:
    """Work the bounds out, up to less than a second."""
    start, factor, number = rng.choice([("0.005", "2", 8), ("0.01", "1.6", 10), ("0.004", "1.8", 10)])
    new = _NEW.format(start=start, factor=factor, number=number)
    source = edited("app/config/monitoring.py", (_OLD, new))
    return Injection(fact="ukp_http_request_duration_seconds", source=source)
