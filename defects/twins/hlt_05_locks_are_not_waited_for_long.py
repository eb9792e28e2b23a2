"""Readers and writers take two locks in two orders, and whoever waits for long goes on without.

Good because: all of them stand still for a moment, and are served; what is lost is a number in a statistic.
Source: PostgreSQL, lock_timeout; SEI CERT, CON02-J (on locks and their order).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_05_locks_are_taken_in_two_orders import counting
from proving.seed import Injection, Twin

TWIN = Twin("HLT-05", of="HLT-05-locks-are-taken-in-two-orders")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=f"{_seconds(rng):g} s", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Wait for a fifth of a second at most."""
    return counting(app, rng, _seconds(rng))


def _seconds(rng: Random) -> float:
    return round(rng.uniform(0.15, 0.2), 2)
