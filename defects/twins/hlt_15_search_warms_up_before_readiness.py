"""The search loads for seconds when a process starts.

Good because: it is not ready until that is done.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes".
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_15_search_warms_up_behind_readiness import loading
from proving.seed import Injection, Twin

TWIN = Twin("HLT-15", of="HLT-15-search-warms-up-behind-readiness")


def inject(rng: Random) -> Injection:
    """Load before it is ready."""
    seconds = rng.uniform(1.5, 3.0)
    return Injection(fact=f"{seconds:.1f} s", source=loading(seconds, before=True))
