"""A new process fetches its clients' keys from a vault, which takes seconds.

Good because: it answers nothing before it has them, so that no probe says yes and no client is refused.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes".
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_15_keys_come_behind_readiness import fetching_first
from proving.seed import Injection, Twin

TWIN = Twin("HLT-15", of="HLT-15-keys-come-behind-readiness")


def inject(rng: Random) -> Injection:
    """Wait for them."""
    return fetching_first(rng)
