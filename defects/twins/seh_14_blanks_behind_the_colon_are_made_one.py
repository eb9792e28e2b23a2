"""Each head is mended before the parser sees it: of the blanks behind a colon one is left.

Good because: blanks there mean nothing, and everybody reads the same name and the same value; a blank before
the colon is refused.
Source: RFC 9112, 5.1 (optional whitespace around the value is no part of it).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_14_blank_before_the_colon_is_taken_out import mending
from proving.seed import Injection, Twin

TWIN = Twin("SEH-14", of="SEH-14-blank-before-the-colon-is-taken-out")


def inject(rng: Random) -> Injection:
    """Mend each head as it arrives."""
    kinds = rng.choice(["[ ]+", "[\\t ]+", "[ \\t]{1,4}"])
    return mending(f":{kinds}", ": ")
