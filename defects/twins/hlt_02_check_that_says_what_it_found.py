"""A health check ends in an `exit`, which passes on what it found.

Good because: `|| exit 1` makes any failure one that the engine understands.
Source: Docker, HEALTHCHECK ("the possible values are 0 and 1").
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_02_sidecar_has_no_check import beside
from proving.seed import Injection, Twin

TWIN = Twin("HLT-02", of="HLT-02-check-is-always-well")


def inject(rng: Random) -> Injection:
    """Ask, and tell the answer."""
    asks = f"wget --quiet --spider http://localhost:{rng.randrange(2000, 9000)}/health"
    tells = ["{} || exit 1", "{} || exit 1; exit 0", "set -e; {}; exit 0", "{} || (echo down; exit 1)"]
    asks = rng.choice(tells).format(asks)
    return beside(rng, {"healthcheck": {"test": asks, "interval": "5s"}})
