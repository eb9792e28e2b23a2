"""A route that has no idle connection left opens one, and gives way to everybody else meanwhile.

Good because: it is as slow as the connection, for one or for many, and slows nobody.
Source: Python, Developing with asyncio.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_03_connecting_holds_the_loop import connecting
from defects.latency.lat_03_connecting_holds_the_loop import inject as inject_defect
from proving.seed import Injection, Twin

TWIN = Twin("LAT-03", of="LAT-03-connecting-holds-the-loop")


def inject(rng: Random) -> Injection:
    """Serve the same route."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Await the connection."""
    return connecting(app, rng, gives_way=True)
