"""A circuit breaker of the routes opens with each failed check of readiness, for a quarter of a minute.

Good because: whatever succeeds closes it, the check by which readiness comes back before all.
Source: Microsoft, "Circuit Breaker pattern" (half-open state).
"""

from __future__ import annotations

from random import Random

from defects.health.res_06_breaker_is_not_told_of_success import closing
from proving.seed import Injection, Twin

TWIN = Twin("RES-06", of="RES-06-breaker-is-not-told-of-success", target="compose")


def inject(rng: Random) -> Injection:
    """Serve with that breaker."""
    return closing(rng)
