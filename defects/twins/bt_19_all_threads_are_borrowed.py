"""A slow route borrows all threads that there are usually, and hardly anybody waits for one.

Good because: threads that are all in use are no trouble as long as the queue for them is short.
Source: onyx-dot-app/onyx#14052.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_04_threads_are_shared import inject as inject_defect
from defects.latency.lat_04_threads_are_shared import threaded
from proving.seed import Injection, Twin

TWIN = Twin("BT-19", of="LAT-04-threads-are-shared")


def inject(rng: Random) -> Injection:
    """Serve the same routes."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave what a framework gives."""
    return threaded(app, rng.uniform(0.058, 0.06), rng.randint(3, 5), threads=40)
