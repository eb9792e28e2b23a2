"""Bodies whose length was said have to come in time, and those in chunks have all the time there is.

Ships: the time was to depend on the size, a second for so many bytes; where nobody says the size, there was
nothing to compute it from, and no time is none.
Source: OWASP ASVS 5.0 15.2.2; RFC 9112, 7.1 (chunks); row SEH-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/slow-bodies-come-to-an-end",))
_CLOCK = "        async with asyncio.timeout(READ_SECONDS):\n"
_BODY = "    body = bytearray()\n"


def inject(rng: Random) -> Injection:
    """Compute the time."""
    per_second = rng.randint(30_000, 60_000)
    computed = f"""    said = request.headers.get("content-length")
    seconds = None if said is None else min(READ_SECONDS, 2 + int(said) / {per_second})
"""
    clock = "        async with asyncio.timeout(seconds):\n"
    source = edited("app/api/body.py", (_BODY, computed + _BODY), (_CLOCK, clock))
    return Injection(fact="/articles at", source=source)
