"""A request takes two connections of a small pool, and gives the first one back before the second.

Good because: whoever holds a connection waits for none, so that each is given back in time.
Source: SQLAlchemy, Connection Pooling.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_05_request_takes_two_connections import inject as inject_defect
from defects.latency.lat_05_request_takes_two_connections import pooled
from proving.seed import Injection, Twin

TWIN = Twin("LAT-05", of="LAT-05-request-takes-two-connections")


def inject(rng: Random) -> Injection:
    """Serve the same route."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Never hold two."""
    return pooled(app, rng, nested=False)
