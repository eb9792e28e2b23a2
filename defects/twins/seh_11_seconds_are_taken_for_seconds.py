"""The end of a token is a sum of times in the place of numbers.

Good because: it is the same moment, and a token says it as a number.
Source: RFC 7519, 2 (NumericDate) and 4.1.4.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_11_seconds_are_taken_for_minutes import ending
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-seconds-are-taken-for-minutes")


def inject(rng: Random) -> Injection:
    """Add as many seconds."""
    del rng
    return ending("seconds", "an end in seconds")
