"""The lock holds a version that is older than the one with the known vulnerability.

Good because: the mistake came in later; what is old is not for that reason affected.
Source: PYSEC-2022-202 (introduced in 1.5.0).
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, database, lock_with
from proving.seed import Injection, Twin

TWIN = Twin("SEI-18", of="SEI-18-lock-goes-back")


def inject(rng: Random) -> Injection:
    """Go back further."""
    version = rng.choice(["1.4.0", "1.4.1", "1.4.2"])
    return Injection(
        fact=version, source=lock_with("pyjwt", f"pyjwt=={version}"), advisories=database(*KNOWN)
    )
