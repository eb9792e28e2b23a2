"""The bounds of the buckets are worked out, and that of an objective is 0.30000000000000004.

Ships: a list of numbers by hand became a range of tenths. In the code it looks like 0.3; in the exposition it
is another label, and whoever asks for `le="0.3"` gets nothing.
Source: Prometheus, "Histograms and summaries" (needs a bucket at the objective); Python, tutorial,
"Floating-Point Arithmetic: Issues and Limitations".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-22", expected=("metrics/thresholds-are-bucket-bounds",))
_BOUNDS = "    0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0,\n"


def inject(rng: Random) -> Injection:
    """Multiply."""
    return Injection(fact='le="0.3"', source=worked_out("tenths * 0.1", rng))


def worked_out(bound: str, rng: Random) -> dict[str, str | None]:
    """Have a bound at each tenth of the first second."""
    first = rng.choice(["0.005, 0.01, 0.025, 0.05", "0.01, 0.025, 0.05", "0.005, 0.025, 0.05"])
    bounds = f"    {first}, *({bound} for tenths in range(1, 11)), 2.5, 5.0, 10.0, 15.0, 30.0,\n"
    return edited("app/config/monitoring.py", (_BOUNDS, bounds))
