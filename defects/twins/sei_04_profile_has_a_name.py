"""A service names the profile and the labels by which the host tells files of containers apart.

Good because: it is the engine's own profile by its name, or a level of its own; nothing is switched off.
Source: Docker, "AppArmor security profiles for Docker" (`docker-default`); compose specification,
security_opt.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_04_filter_was_in_the_way import having
from defects.security.sei_04_mounts_were_not_readable import SERVICES
from proving.seed import Injection, Twin

TWIN = Twin("SEI-04", of="SEI-04-mounts-were-not-readable", target="compose")


def inject(rng: Random) -> Injection:
    """Name one of them."""
    option = rng.choice(["apparmor=docker-default", f"label=level:s0:c{rng.randrange(9, 900)}"])
    return having(rng.choice(SERVICES), option, "profile")
