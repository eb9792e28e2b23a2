"""The limit of a body looks at the stated length alone, and a body without one is refused.

Good because: no more is read than was stated, and what states nothing is told so.
Source: RFC 9110, 15.5.12 (411 Length Required).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_16_only_the_stated_length_counts import without_a_count
from proving.seed import Injection, Twin

TWIN = Twin("SEH-16", of="SEH-16-only-the-stated-length-counts")


def inject(rng: Random) -> Injection:
    """Ask for the length."""
    sentence = rng.choice(["state the length of the body", "a Content-Length is required"])
    return without_a_count(
        f"""    if "content-length" not in request.headers:
        raise HTTPException(411, "{sentence}", {{"Connection": "close"}})
"""
    )
