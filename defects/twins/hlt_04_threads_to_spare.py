"""The probe waits for a thread as well, and calls are so short that threads are to spare.

Good because: what starves a probe is not that it takes a thread, but that none is left.
Source: sentinel-hub/titiler-openeo#303 (about 40 heavy requests at a time).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_04_probe_waits_for_a_thread import waiting
from proving.seed import Injection, Twin

TWIN = Twin("HLT-04", of="HLT-04-probe-waits-for-a-thread")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=_probe(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take calls of a thousandth of a second one by one."""
    return waiting(app, _probe(rng), rng.uniform(0.0005, 0.0015))


def _probe(rng: Random) -> str:
    return rng.choice(["/health/live", "/health/startup"])
