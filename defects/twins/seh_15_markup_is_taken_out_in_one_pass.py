"""Markup is taken out of an article, brackets within brackets as well.

Good because: one pass counts how deep it is, and looks at each character once.
Source: CWE-407; row SEH-15.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_15_markup_is_taken_out_until_none_is_left import stripping
from proving.seed import Injection, Twin

TWIN = Twin("SEH-15", of="SEH-15-markup-is-taken-out-until-none-is-left")
_PASS = """    kept, depth = [], 0
    for character in text:
        if character == "<":
            depth += 1
        elif character == ">" and depth:
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept) if _MARKUP.search(text) else text
"""


def inject(rng: Random) -> Injection:
    """Go over it once."""
    return stripping(rng, _PASS)
