"""Liveness fails once the task that writes a heartbeat to the database has not come round for a while.

Good because: the task comes round within its deadline whatever the database does, and that is what counts.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes, caution; lightdash/lightdash#22893.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_01_heart_beats_with_the_database import beating
from proving.seed import Injection, Twin

TWIN = Twin("HLT-01", of="HLT-01-heart-beats-with-the-database", target="compose")


def inject(rng: Random) -> Injection:
    """Count a turn that failed as one."""
    return beating(rng, "self.beaten_at = time.monotonic()")
