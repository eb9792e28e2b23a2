"""A start script drops the variables of another program.

Good because: none of them has the service's prefix, and every one that has it still reaches the service.
Source: pydantic/pydantic-settings#895.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_04_unknown_variable_is_dropped import dropping
from proving.seed import Injection, Twin

TWIN = Twin("CFG-04", of="CFG-04-unknown-variable-is-dropped")


def inject(rng: Random) -> Injection:
    """Drop whatever begins like the other program's variables."""
    other = rng.choice(["LEGACY", "PROXY", "BATCH"])
    return dropping(f"{other}_*", f"{other}_HOME")
