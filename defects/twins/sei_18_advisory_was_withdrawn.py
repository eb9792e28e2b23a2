"""The database holds an advisory about the locked version that was withdrawn.

Good because: who published it has taken it back.
Source: OSV schema, withdrawn.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, database
from defects.security.sei_18_version_of_today_became_known import learned
from proving.seed import Injection, Twin

TWIN = Twin("SEI-18", of="SEI-18-version-of-today-became-known")


def inject(rng: Random) -> Injection:
    """Keep it in the database, withdrawn."""
    one = learned(rng)
    return Injection(fact=one.id, advisories=database(*KNOWN, withdrawn=(one,)))
