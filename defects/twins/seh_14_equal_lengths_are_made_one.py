"""A message with two lengths is taken.

Good because: they have to be the same number; another two are refused.
Source: RFC 9110, 8.6 (a recipient may replace duplicated values that are identical with a single one).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_14_doubled_lengths_are_made_one import merging
from proving.seed import Injection, Twin

TWIN = Twin("SEH-14", of="SEH-14-doubled-lengths-are-made-one")


def inject(rng: Random) -> Injection:
    """Make one of two equal ones."""
    return merging(rng, " and len(set(lengths)) == 1")
