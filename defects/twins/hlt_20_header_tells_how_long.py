"""A health answer has a header of its own.

Good because: it says how long the checks took, and not where anything is.
Source: W3C, "Server Timing".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_20_header_tells_the_database import saying
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-header-tells-the-database")


def inject(rng: Random) -> Injection:
    """Tell a time."""
    del rng
    return Injection(fact="3 ms", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Say it beside the body."""
    value = rng.choice(["database;dur=3.1, cache;dur=0.4", "2 of 2 checks passed in 3 ms"])
    return saying(app, rng.choice(["server-timing", "x-checked"]), value)
