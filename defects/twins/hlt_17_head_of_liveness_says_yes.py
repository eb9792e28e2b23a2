"""Told to stop, a process goes on to say yes to a probe that asks by HEAD.

Good because: that probe is the one of liveness, which says yes for as long as the process answers, by any
method.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes"; RFC 9110, 9.3.2.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_17_head_says_yes_to_the_end import alive
from proving.seed import Injection, Twin

TWIN = Twin("HLT-17", of="HLT-17-head-says-yes-to-the-end")


def inject(rng: Random) -> Injection:
    """Answer HEAD of liveness at once, and that of readiness as ever."""
    return alive(rng)
