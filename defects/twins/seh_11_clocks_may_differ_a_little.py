"""A token is accepted for a moment after it has expired.

Good because: the clocks of two machines differ by seconds, and a tolerance of seconds is for that alone.
Source: RFC 7519, 4.1.4.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_11_clocks_may_differ_for_long import tolerating
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-clocks-may-differ-for-long")


def inject(rng: Random) -> Injection:
    """Tolerate some seconds."""
    return tolerating(rng.choice([10, 20, 30]))
