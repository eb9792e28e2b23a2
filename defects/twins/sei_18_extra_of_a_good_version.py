"""The lock names an extra of a package that has a known vulnerability in other versions.

Good because: the version behind it is the one that mended it.
Source: PEP 508 (extras); PYSEC-2022-202, PYSEC-2022-260.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_18_extra_hides_the_version import drawn, with_extra
from proving.seed import Injection, Twin

TWIN = Twin("SEI-18", of="SEI-18-extra-hides-the-version")


def inject(rng: Random) -> Injection:
    """Lock the first good version."""
    known = drawn(rng)
    return with_extra(rng, known, known.events[-1]["fixed"])
