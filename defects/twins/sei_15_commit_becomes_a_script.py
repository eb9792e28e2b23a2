"""A step puts a word of the event into its script.

Good because: it is the hash of the commit, which nobody chooses.
Source: GitHub, "Security hardening for GitHub Actions".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_15_title_becomes_a_script import telling
from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-title-becomes-a-script")


def inject(rng: Random) -> Injection:
    """Tell which one."""
    drawn = rng.choice(["${{ github.sha }}", "${{ github.run_id }}"])
    return Injection(fact=drawn, source=telling(drawn))
