"""A step uses an action of the same repository, and that one uses somebody else's.

Good because: it names the whole hash of a commit.
Source: GitHub, "Security hardening for GitHub Actions".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_own_action_follows_a_tag import sharing
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-own-action-follows-a-tag")


def inject(rng: Random) -> Injection:
    """Name a commit."""
    return sharing(rng, f"{rng.getrandbits(160):040x}")
