"""The number of a SIM card arrives with each of its digits.

Good because: it stands in quotes, or has one digit less, with which it is a whole number of 64 bits.
Source: YAML 1.2.2, 10.3.2; ITU-T E.118.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_15_number_of_a_card_is_rounded import numbered
from proving.seed import Injection, Twin

TWIN = Twin("CFG-15", of="CFG-15-number-of-a-card-is-rounded")


def inject(rng: Random) -> Injection:
    """Draw how it is written."""
    written, digits = rng.choice([("'{}'", 20), ("{}", 19)])
    return numbered(rng, written, digits)
