"""The first request opens the pool as well, and is answered within its budget.

Good because: a first request may take longer than the others; what it may take is what the contract says.
Source: Google SRE Book, chapter 22.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_09_pool_opens_with_the_first_request import inject as inject_defect
from defects.latency.lat_09_pool_opens_with_the_first_request import lazily
from proving.seed import Injection, Twin

TWIN = Twin("LAT-09", of="LAT-09-pool-opens-with-the-first-request")


def inject(rng: Random) -> Injection:
    """Serve the same route."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take a few tenths of a second."""
    return lazily(app, rng, 0.15, 0.3)
