"""A request ends as soon as its client left, and gives its connection back.

Good because: nothing is left behind, and nobody works for a client that is gone.
Source: OWASP ASVS 5.0 15.1.3; SQLAlchemy, asyncio.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_06_client_leaves_with_the_connection import inject as inject_defect
from defects.latency.lat_06_client_leaves_with_the_connection import pooled
from proving.seed import Injection, Twin

TWIN = Twin("LAT-06", of="LAT-06-client-leaves-with-the-connection")


def inject(rng: Random) -> Injection:
    """Serve the same route."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Give back what a client left."""
    return pooled(app, rng, gives_back=True)
