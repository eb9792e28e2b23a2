"""The health page writes its word by an enumeration's member in an f-string.

Good because: it is a `StrEnum`, whose members are written as their values.
Source: Python, `enum.StrEnum` (`__str__` and `__format__`).
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_09_word_is_a_members_name import formatting
from proving.seed import Injection, Twin

TWIN = Twin("HLT-09", of="HLT-09-word-is-a-members-name")


def inject(rng: Random) -> Injection:
    """Draw how the enumeration is called."""
    name = rng.choice(["State", "Condition", "HealthState"])
    return formatting(name, "StrEnum", f"{name}.PASS")
