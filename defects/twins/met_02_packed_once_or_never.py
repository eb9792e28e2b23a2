"""A scrape is compressed once where that is asked for, and says so; or it never is.

Good because: whoever asks for compression can read either.
Source: RFC 9110, 8.4 and 12.5.3.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_02_packed_for_collectors import packing
from proving.seed import Injection, Twin

TWIN = Twin("MET-02", of="MET-02-packed-for-collectors")


def inject(rng: Random) -> Injection:
    """Serve with that proxy."""
    return Injection(fact=str(_times(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Compress as often as drawn."""
    times = _times(rng)
    return packing(app, times, says_so=times > 0)


def _times(rng: Random) -> int:
    return rng.randrange(2)
