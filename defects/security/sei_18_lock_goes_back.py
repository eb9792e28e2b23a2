"""The lock holds a version with a vulnerability that was mended years ago.

Ships: a conflict between two packages was solved by going back, and nobody looked how far.
Source: OWASP ASVS 5.0 15.2.1; the advisories are PyPA's own.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, database, lock_with
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-18", expected=("security/no-known-vulnerability",))


def inject(rng: Random) -> Injection:
    """Lock the last bad version of one of them."""
    one = rng.choice(KNOWN)
    return Injection(
        fact=f"{one.package} {one.bad}",
        source=lock_with(one.package, f"{one.package}=={one.bad}"),
        advisories=database(*KNOWN),
    )
