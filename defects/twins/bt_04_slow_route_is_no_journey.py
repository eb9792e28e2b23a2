"""A route stands still for a second and more, and no user's journey goes through it.

Good because: an export or a page for administrators has a time of its own; the journeys are as quick as ever.
Source: Google SRE Workbook, chapter 2 (different types of request).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_01_periodic_stall import stalling
from proving.seed import Injection, Twin

TWIN = Twin("BT-04", of="LAT-01-periodic-stall")


def inject(rng: Random) -> Injection:
    """Serve with the lock on another route."""
    return Injection(fact=_path(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let readers of that route wait for the lock."""
    return stalling(
        app, _path(rng), period_seconds=rng.uniform(4.0, 6.0), stall_seconds=rng.uniform(1.3, 1.7)
    )


def _path(rng: Random) -> str:
    return rng.choice(["/", "/docs", "/openapi.json"])
