"""The time for the next part of a body begins again with each part, within the time of the whole.

Good because: who stops sending is left sooner, and who sends a byte now and then is left when the whole had
to be there.
Source: Apache httpd, mod_reqtimeout (`body=20,MinRate=500`, with a most); RFC 9110, 15.5.9.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("SEH-16", of="SEH-16-clock-starts-again-with-each-chunk")
_CLOCK = "        async with asyncio.timeout(READ_SECONDS):\n"
_CHUNK = "                body += chunk\n"


def inject(rng: Random) -> Injection:
    """Put it back as far as it may go."""
    idle = rng.randint(4, 8)
    clock = f"""        now = asyncio.get_running_loop().time
        end = now() + READ_SECONDS
        async with asyncio.timeout({idle}) as clock:
"""
    again = f"                clock.reschedule(min(end, now() + {idle}))\n"
    return Injection(
        fact="/articles at", source=edited("app/api/body.py", (_CLOCK, clock), (_CHUNK, again + _CHUNK))
    )
