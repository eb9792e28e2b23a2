"""A service runs without the labels or the profile by which the host tells files of containers apart.

Ships: a mounted file could not be read on somebody's machine, and the first answer on the web switches the
whole of it off; `:z` behind the mount, or a rule of the profile, would have done.
Source: CIS Docker Benchmark 5.2 and 5.3; Docker, "Bind mounts" (the `z` option) and "AppArmor security
profiles".
"""

from __future__ import annotations

from random import Random

from defects.security.sei_04_filter_was_in_the_way import having
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/containers-stay-confined",), target="compose")
SERVICES = ("app", "proxy", "prometheus")


def inject(rng: Random) -> Injection:
    """Switch one of them off, in one of the spellings that compose takes."""
    kind, word = rng.choice([("label", "disable"), ("apparmor", "unconfined")])
    return having(rng.choice(SERVICES), f"{kind}{rng.choice(':=')}{word}", kind)
