"""A route opens what it needs as often, and closes what it opened some time ago.

Good because: it holds a few at most, whatever the traffic.
Source: CWE-772.
"""

from __future__ import annotations

from collections import deque
from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.latency.lat_07_client_is_never_closed import inject as inject_defect
from defects.latency.lat_07_client_is_never_closed import opening
from proving.seed import Injection, Twin

TWIN = Twin("LAT-07", of="LAT-07-client-is-never-closed")


def inject(rng: Random) -> Injection:
    """Serve the same route."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let go of the oldest one."""
    return opening(app, rng, deque[Any](maxlen=rng.randint(5, 15)))
