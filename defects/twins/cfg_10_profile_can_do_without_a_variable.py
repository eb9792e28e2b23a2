"""A profile's service has a variable that nobody delivers, and can do without it.

Good because: where it is not set nobody can log in, and the dashboards are shown all the same.
Source: Compose Specification, interpolation.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_10_profile_waits_for_a_variable import needing, variable
from proving.seed import Injection, Twin

TWIN = Twin("CFG-10", of="CFG-10-profile-waits-for-a-variable")


def inject(rng: Random) -> Injection:
    """Leave it blank."""
    name = variable(rng)
    return needing(f"${{{name}:-}}", fact=name)
