"""An object of a body may not say a name twice: each name is looked for among those before it.

Good because: those are a set, and as many as a body can hold take a few milliseconds.
Source: RFC 8259, 4 (names should be unique); CWE-407; row SEH-15.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_15_names_in_a_body_are_looked_up_in_a_list import keeping
from proving.seed import Injection, Twin

TWIN = Twin("SEH-15", of="SEH-15-names-in-a-body-are-looked-up-in-a-list")


def inject(_rng: Random) -> Injection:
    """Keep them in a set."""
    return keeping("set[str] = set()", "add")
