"""The first write of each process loads its list of words too, and the list is a short one.

Good because: the first writer is answered well within what is promised for first requests.
Source: Google SRE Book, chapter 22.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_09_first_write_loads_its_words import inject as inject_defect
from defects.latency.lat_09_first_write_loads_its_words import loading
from proving.seed import Injection, Twin

TWIN = Twin("LAT-09", of="LAT-09-first-write-loads-its-words")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Load for a moment."""
    return loading(app, rng.uniform(0.15, 0.3))
