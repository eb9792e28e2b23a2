"""The answers since the last rest are told by a gauge.

Good because: what may fall is no counter, and nobody asks for its rate.
Source: prometheus/docs, "Metric types" (gauge).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_16_statistics_begin_anew_after_a_rest import beginning_anew, name_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-16", of="MET-16-statistics-begin-anew-after-a-rest")


def inject(rng: Random) -> Injection:
    """Set a gauge back."""
    return beginning_anew("Gauge", "set(0)", f"{name_of(rng)}_since_rest", rng.uniform(3, 6))
