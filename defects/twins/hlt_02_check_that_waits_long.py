"""A service is left alone for many minutes before its health counts.

Good because: it builds an index at its first start, and is asked all the while; a success ends the wait.
Source: Docker, HEALTHCHECK (start period).
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_02_sidecar_has_no_check import beside
from proving.seed import Injection, Twin

TWIN = Twin("HLT-02", of="HLT-02-sidecar-has-no-check")


def inject(rng: Random) -> Injection:
    """Ask with patience."""
    check = {"test": ["CMD", "ready"], "start_period": f"{rng.randrange(10, 40)}m", "retries": 60}
    return beside(rng, {"healthcheck": check})
