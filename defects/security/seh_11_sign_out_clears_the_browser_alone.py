"""A sign-out takes the cookie back from the browser, and forgets to end the session behind it.

Ships: the list of ended sessions was one query more for each page; a signed token runs out by itself, so that
the sign-out only deletes its cookie from then on.
Source: OWASP ASVS 5.0 7.4.1; CWE-613; OWASP WSTG-SESS-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/session-ends-with-its-sign-out",))
_WAYS = {
    "asked no more": (
        "    if claims is None or await services.ended.has_ended(claims.id):\n",
        "    if claims is None:\n",
    ),
    "noted no more": (
        "    if claims is not None:\n        await services.ended.end(claims.id)\n",
        "    _ = claims\n",
    ),
}


def inject(rng: Random) -> Injection:
    """Leave out one half of it."""
    way = rng.choice(sorted(_WAYS))
    return Injection(fact="GET / with", source=edited("app/page/session.py", _WAYS[way]))
