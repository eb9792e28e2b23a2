"""The processor's time of the process is read by another clock than the library's.

Good because: it is divided by what a second has of nanoseconds.
Source: Prometheus, "Metric and label naming" (base units); Python, `time.process_time_ns`.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_14_processor_is_read_in_nanoseconds import dividing
from proving.seed import Injection, Twin

TWIN = Twin("MET-14", of="MET-14-processor-is-read-in-nanoseconds")


def inject(rng: Random) -> Injection:
    """Divide by a milliard, however it is written."""
    return dividing(rng.choice(["1_000_000_000", "1e9", "10**9"]))
