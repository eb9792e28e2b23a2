"""A start script refuses a bad configuration with a message of its own, below the words of the check.

Good because: the words of the check reach the log, and name the variable.
Source: The Twelve-Factor App, III.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_10_refusal_hides_the_variable import checking_script
from proving.seed import Injection, Twin

TWIN = Twin("CFG-10", of="CFG-10-refusal-hides-the-variable")


def inject(rng: Random) -> Injection:
    """Let the words of the check through."""
    code = f"E{rng.randrange(1000, 10000)}"
    return checking_script(">&2", f"start-up failed, error {code}", code)
