"""A host is compared by a pattern that is made of the list, with its dots escaped and both ends held.

Good because: a dot is a dot, and a wildcard takes in nothing but names below it.
Source: CWE-625; Python, re.escape.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_02_host_is_compared_in_part import comparing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-02", of="SEH-02-host-is-compared-in-part")


def inject(rng: Random) -> Injection:
    """Compare so."""
    any_name = rng.choice([".*", ".+", "[^/@:]+"])
    escaped = f're.escape(name).replace(re.escape("*"), "{any_name}")'
    whole = f"any(re.fullmatch({escaped}, host) for name in self._names)"
    return Injection(fact=any_name, source=comparing(whole))
