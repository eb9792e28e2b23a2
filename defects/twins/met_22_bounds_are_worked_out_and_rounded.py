"""The bounds of the buckets are worked out, a tenth after the other.

Good because: a tenth is a division that rounds to the number that is written so: 0.3 is 0.3.
Source: Python, tutorial, "Floating-Point Arithmetic: Issues and Limitations".
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_22_bound_is_a_sum_of_tenths import worked_out
from proving.seed import Injection, Twin

TWIN = Twin("MET-22", of="MET-22-bound-is-a-sum-of-tenths")


def inject(rng: Random) -> Injection:
    """Divide."""
    return Injection(fact='le="0.3"', source=worked_out("tenths / 10", rng))
