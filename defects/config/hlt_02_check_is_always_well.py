"""A health check ends in a word that makes it well whatever it found.

Ships: it had failed while something else was slow, and the roll-out had to go on.
Source: Compose Specification, healthcheck; gates that pass because of `|| true`.
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_02_sidecar_has_no_check import beside
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-02", expected=("config/every-service-has-a-health-check",))


def inject(rng: Random) -> Injection:
    """Ask, and forget the answer."""
    asks = f"wget --quiet --spider http://localhost:{rng.randrange(2000, 9000)}/health"
    forgets = ["{} || true", "{}; exit 0", "{} || echo down", "({} || true)", "{} | cat", 'sh -c "{}; true"']
    asks = rng.choice(forgets).format(asks)
    return beside(rng, {"healthcheck": {"test": asks, "interval": "5s"}})
