"""A step uses an action without a hash.

Good because: it lies in the same repository, and the commit is its pin.
Source: GitHub, "Security hardening for GitHub Actions".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_action_follows_a_tag import using
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-action-follows-a-tag")


def inject(rng: Random) -> Injection:
    """Use the own one."""
    return using(rng, "./.github/actions/verify")
