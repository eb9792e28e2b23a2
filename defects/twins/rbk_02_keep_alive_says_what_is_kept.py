"""The answers say for how long a connection is kept, and it is kept for as long.

Good because: a client that goes by the header has let go of it by then.
Source: RFC 2068, 19.7.1.1 (Keep-Alive).
"""

from __future__ import annotations

from random import Random

from defects.latency.rbk_02_keep_alive_says_too_much import announced
from proving.seed import Injection, Twin

TWIN = Twin("RBK-02", of="RBK-02-keep-alive-says-too-much")


def inject(rng: Random) -> Injection:
    """Announce what is kept."""
    seconds = rng.choice([2, 3, 5])
    return announced(seconds, seconds)
