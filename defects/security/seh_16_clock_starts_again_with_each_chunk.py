"""The time in which a body has to come begins again with each part of it.

Ships: uploads over slow lines were cut off, so that who still sends something gets more time; who sends a
byte now and then gets all the time there is.
Source: OWASP ASVS 5.0 15.2.2; Slowloris and R-U-Dead-Yet; row SEH-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/slow-bodies-come-to-an-end",))
_CLOCK = "        async with asyncio.timeout(READ_SECONDS):\n"
_CHUNK = "                body += chunk\n"


def inject(rng: Random) -> Injection:
    """Put the clock back."""
    name = rng.choice(["clock", "deadline", "patience", "limit"])
    again = f"                {name}.reschedule(asyncio.get_running_loop().time() + READ_SECONDS)\n"
    source = edited(
        "app/api/body.py",
        (_CLOCK, f"        async with asyncio.timeout(READ_SECONDS) as {name}:\n"),
        (_CHUNK, again + _CHUNK),
    )
    return Injection(fact="/articles at", source=source)
