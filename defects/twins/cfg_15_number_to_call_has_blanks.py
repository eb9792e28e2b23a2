"""The number under which somebody can be called is written without quotes, in groups.

Good because: with blanks in it, it is no number for YAML, and arrives as it was written.
Source: YAML 1.2.2, 10.3.2; E.123.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_15_number_to_call_loses_its_plus import called
from proving.seed import Injection, Twin

TWIN = Twin("CFG-15", of="CFG-15-number-to-call-loses-its-plus")


def inject(rng: Random) -> Injection:
    """Have the number as a setting."""
    return called(rng, " ")
