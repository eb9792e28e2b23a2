"""The fingerprint of the configuration has a salt, which comes with the source.

Good because: replicas of one release have the same salt, so that those configured alike say the same.
Source: RFC 7693, 2.9 (a keyed hash of the same text and key is the same); otherwise own.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_09_fingerprint_is_salted import salted
from proving.seed import Injection, Twin

TWIN = Twin("CFG-09", of="CFG-09-fingerprint-is-salted")


def inject(rng: Random) -> Injection:
    """Take the salt from the source."""
    return salted(rng, 'b"of every replica"')
