"""A service says its security options anew.

Good because: they are those of all others, and a label of its own that shares nothing.
Source: Docker, "Seccomp security profiles"; compose specification, security_opt.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_04_filter_was_in_the_way import HELPERS, having
from proving.seed import Injection, Twin

TWIN = Twin("SEI-04", of="SEI-04-filter-was-in-the-way", target="compose")


def inject(rng: Random) -> Injection:
    """Add a label."""
    return having(rng.choice(HELPERS), f"label=level:s0:c{rng.randrange(9, 900)}", "label")
