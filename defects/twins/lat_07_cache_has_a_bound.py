"""As much is kept of each request, and the oldest is dropped once there are a hundred or so.

Good because: memory grows to a size that is known, in the first minutes of a process.
Source: Google SRE Book, chapter 22.
"""

from __future__ import annotations

from collections import deque
from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_07_list_keeps_each_request import inject as inject_defect
from defects.latency.lat_07_list_keeps_each_request import keeping
from proving.seed import Injection, Twin

TWIN = Twin("LAT-07", of="LAT-07-list-keeps-each-request")


def inject(rng: Random) -> Injection:
    """Serve the same route."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep the last ones."""
    return keeping(app, rng, deque(maxlen=rng.randint(100, 160)))
