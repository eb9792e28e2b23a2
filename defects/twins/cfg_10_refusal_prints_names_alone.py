"""A start script that meets a bad configuration prints what it was given, to be of help.

Good because: it prints names alone, below the sentence that says which one is wrong.
Source: OWASP ASVS 5.0 16.2.5 (what must not be logged); The Twelve-Factor App, III.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_10_refusal_prints_the_environment import printing
from proving.seed import Injection, Twin

TWIN = Twin("CFG-10", of="CFG-10-refusal-prints-the-environment")


def inject(rng: Random) -> Injection:
    """Leave the values out."""
    sign, stars = rng.choice("=:"), "*" * rng.randrange(1, 9)
    return printing(f"env | cut -d= -f1 | sed 's/$/{sign}{stars}/'", stars)
