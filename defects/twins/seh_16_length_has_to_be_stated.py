"""The limit of a body looks at the stated length alone, and a body without one is refused.

Good because: no more is read than was stated, whichever route reads it, and what states nothing is told so.
Source: RFC 9110, 15.5.12 (411 Length Required).
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from defects.security.seh_16_only_the_stated_length_counts import without_a_count
from proving.seed import Injection, Twin

TWIN = Twin("SEH-16", of="SEH-16-only-the-stated-length-counts")
_READING = "    body = bytearray()\n"


def inject(rng: Random) -> Injection:
    """Ask for the length, and look at it, before anything is read."""
    sentence = rng.choice(["state the length of the body", "a Content-Length is required"])
    asked = f"""    if "content-length" not in request.headers:
        raise HTTPException(411, "{sentence}", close)
    if int(request.headers["content-length"]) > limit_bytes:
        raise HTTPException(413, "the body is too large", close)
"""
    made = without_a_count()
    source = {path: text and text.replace(_READING, asked + _READING) for path, text in made.source.items()}
    return replace(made, source=source)
