"""One job of the collector has a limit of samples.

Good because: its target has fewer by far.
Source: Prometheus, "Configuration", sample_limit.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_08_limit_of_samples_is_too_low import limited
from proving.seed import Injection, Twin

TWIN = Twin("ALR-08", of="ALR-08-limit-of-samples-is-too-low", target="compose")


def inject(rng: Random) -> Injection:
    """Take many times as much."""
    return limited(rng, rng.randrange(40_000, 60_000))
