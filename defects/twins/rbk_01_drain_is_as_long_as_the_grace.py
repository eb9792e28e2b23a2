"""Told to stop, a process drains for almost all of the time that it is given.

Good because: it has ended by itself when that is over.
Source: Kubernetes, Pod Lifecycle, `terminationGracePeriodSeconds`.
"""

from __future__ import annotations

from random import Random

from defects.health.rbk_01_drain_is_longer_than_the_grace import drains
from proving.seed import Injection, Twin

TWIN = Twin("RBK-01", of="RBK-01-drain-is-longer-than-the-grace")


def inject(rng: Random) -> Injection:
    """Drain for that long."""
    return drains(rng.choice([12, 13, 14]))
