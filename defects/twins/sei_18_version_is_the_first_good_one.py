"""The lock holds the very version that mended a known vulnerability, years old as it is.

Good because: the range ends before it.
Source: PYSEC-2021-66, PYSEC-2022-202, PYSEC-2022-260.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, database, lock_with
from proving.seed import Injection, Twin

TWIN = Twin("SEI-18", of="SEI-18-lock-goes-back")


def inject(rng: Random) -> Injection:
    """Lock it."""
    one = rng.choice(KNOWN)
    version = one.events[-1]["fixed"]
    return Injection(
        fact=version,
        source=lock_with(one.package, f"{one.package}=={version}"),
        advisories=database(*KNOWN),
    )
