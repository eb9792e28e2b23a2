"""A short hash has many digits and an `e` among them, and is read as it was written.

Good because: it is in quotes, or has another letter behind the `e`, with which it is no number in any YAML.
Source: https://yaml.org/spec/1.2.2/#1032-tag-resolution
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_15_hash_is_read_as_a_power import stating
from proving.seed import Injection, Twin

TWIN = Twin("CFG-15", of="CFG-15-hash-is-read-as-a-power")


def inject(rng: Random) -> Injection:
    """Draw a hash, and how it is written."""
    digits, more = rng.randrange(10, 100), rng.randrange(100, 1000)
    return stating(rng.choice((f'"{digits}{more}e{digits}"', f"{digits}e{rng.choice('abcdf')}{more}")))
