"""A check is tried again before it counts as failed.

Good because: all of its tries together take no longer than one did.
Source: Kubernetes, "Configure Probes" (timeoutSeconds); AWS Builders' Library, "Timeouts, retries, and
backoff with jitter".
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_13_check_is_tried_again_before_it_fails import trying
from proving.seed import Injection, Twin

TWIN = Twin("HLT-13", of="HLT-13-check-is-tried-again-before-it-fails", target="compose")


def inject(rng: Random) -> Injection:
    """Try it twice, each time for the half."""
    return trying(2, rng.choice(["CHECK_TIMEOUT_SECONDS / 2", "CHECK_TIMEOUT_SECONDS * 0.5"]))
