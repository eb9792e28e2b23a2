"""A service got a second profile, whose name nobody has promised.

Good because: it is still started by its old one.
Source: docker/compose, "Using profiles with Compose".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_20_profile_is_named_otherwise import FILE
from gonogo.home import ROOT
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-profile-is-named-otherwise")


def inject(rng: Random) -> Injection:
    """Add a name beside one of them."""
    name, other = rng.choice(["testing", "production", "monitoring"]), f"nightly{rng.randrange(2, 10)}"
    text = (ROOT / FILE).read_text(encoding="utf-8")
    return Injection(
        fact=other, source={FILE: text.replace(f"profiles: [{name}]", f"profiles: [{name}, {other}]")}
    )
