"""A replica that was not ready has to be well several times in a row before it says yes again.

Good because: its looks follow each other, and it is back well within what is promised.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes (`successThreshold`, `periodSeconds`).
"""

from __future__ import annotations

from random import Random

from defects.health.res_06_flapping_is_damped_for_long import damping
from proving.seed import Injection, Twin

TWIN = Twin("RES-06", of="RES-06-flapping-is-damped-for-long", target="compose")


def inject(rng: Random) -> Injection:
    """Look three times within two seconds."""
    return damping(3, rng.uniform(0.7, 0.9))
