"""A check of readiness may take longer than it could before.

Good because: whoever probes waits longer still, and gets a no in time where the database hangs.
Source: Kubernetes, configure probes (`timeoutSeconds`).
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_13_check_outlasts_who_asks import patient
from proving.seed import Injection, Twin

TWIN = Twin("HLT-13", of="HLT-13-check-outlasts-who-asks", target="compose")


def inject(rng: Random) -> Injection:
    """Give a check a little more."""
    return patient(rng.choice([0.62, 0.65, 0.7]))
