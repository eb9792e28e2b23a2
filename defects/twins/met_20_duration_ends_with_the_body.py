"""The body of a route takes its time after its head.

Good because: the duration ends with its last byte.
Source: Kludex/starlette#919.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_20_duration_ends_with_the_head import streaming
from proving.seed import Injection, Twin

TWIN = Twin("MET-20", of="MET-20-duration-ends-with-the-head")


def inject(rng: Random) -> Injection:
    """Leave the clock as it is."""
    del rng
    return Injection(fact="a slow body", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Stream slowly."""
    return streaming(app, rng.choice(["/search", "/articles"]), rng.uniform(0.2, 0.4))
