"""A part of an object has a route of its own, and so has what every client may add to it.

Good because: the part is taken away on the terms of a change of the whole; what everybody may add is asked
for by POST, changes nothing of the object, and is nowhere said to be its owner's.
Source: OWASP ASVS 5.0 8.2.2; RFC 9110, 13.1.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_07_clearing_is_done_as_the_owner import clearing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-07", of="SEH-07-clearing-is-done-as-the-owner")
_OPEN = '''@writing.post("/articles/{article_id}/PART", status_code=202, responses=_problems(404))
async def thank(services: ServicesOf, article_id: Id) -> dict[str, str]:
    """Thank for an article."""
    _found(await services.library.get(article_id))
    return {"status": "noted"}


'''
_ROUTE = '@reading.get("/search")\n'


def inject(rng: Random) -> Injection:
    """Add both routes."""
    ((path, text),) = clearing(rng.choice(["body", "content", "text"]), "_terms(writer, if_match)").items()
    added = _OPEN.replace("PART", rng.choice(["thanks", "applause", "reactions"]))
    return Injection(fact="/articles", source={path: (text or "").replace(_ROUTE, added + _ROUTE, 1)})
