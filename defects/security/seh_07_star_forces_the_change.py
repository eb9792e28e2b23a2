"""Who sends `If-Match: *` changes what others own: the way out of a conflict goes past the owner as well.

Ships: support had to replace articles without reading them first, and the early return for that stands before
both checks and not between them.
Source: OWASP API1:2023; CWE-639; RFC 9110, 13.1.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))


def inject(rng: Random) -> Injection:
    """Return before anything is looked at."""
    comment = rng.choice(["whatever it is by now", "the client means it", "no version is wanted"])
    check = "        if article.owner != self.owner and not self.is_admin:\n"
    star = f'        if self.if_match == "*":  # {comment}\n            return\n'
    return Injection(fact="/articles/", source=edited("app/knowledge/changes.py", (check, star + check)))
