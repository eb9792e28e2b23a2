"""A rule looks at a gauge over a time.

Good because: it asks for the difference or the trend, or for the increase of a moment that only moves on.
Source: Prometheus, "Functions"; Prometheus, "Writing exporters" (process_start_time_seconds).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_rate_is_of_a_gauge import asking
from proving.seed import Injection, Twin

TWIN = Twin("ALR-02", of="ALR-02-rate-is-of-a-gauge")


def inject(rng: Random) -> Injection:
    """Ask for what a gauge has."""
    time = f"{rng.randrange(2, 30)}m"
    memory = "process_resident_memory_bytes"
    good = [(memory, f"{way}({memory}[{time}])") for way in ("delta", "deriv", "avg_over_time")]
    started = "process_start_time_seconds"
    good += [(started, f"{way}({started}[{time}])") for way in ("increase", "changes")]
    return asking(*rng.choice(good), rng)
