"""A process writes its counts down, and the next one reads and exposes them.

Good because: it exposes what was before it as a gauge of its own, and counts from zero.
Source: OpenMetrics 1.0.0, counter and gauge.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_27_counts_are_read_from_a_file import reading
from proving.seed import Injection, Twin

TWIN = Twin("MET-27", of="MET-27-counts-are-read-from-a-file")
_GAUGE = '        before = self._gauge("ukp_requests_of_the_last_process", "As it wrote down.", "livemax")\n'


def inject(rng: Random) -> Injection:
    """Add them up in a gauge."""
    return reading(rng, _GAUGE, "            before.inc(count)\n")
