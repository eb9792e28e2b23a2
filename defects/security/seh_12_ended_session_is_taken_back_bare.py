"""A session that has ended is taken back without the flags that it was given with: the browser keeps it.

Ships: the helper that takes a cookie back was written for the sign-out; the page that meets a worthless
cookie calls the framework's own instead, which says neither Secure nor HttpOnly. A name with __Host- is not
taken back without.
Source: RFC 6265bis, 4.1.3.2; Starlette, Response.delete_cookie (secure=False); OWASP ASVS 5.0 3.3.1;
row SEH-12.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/cookies-carry-their-flags",))
_OLD = (
    '    response = page("sign_in.html", 401, caller=None, wrong="The session has ended.")\n'
    "    session.end(response)\n"
)


def inject(_rng: Random) -> Injection:
    """Take it back by the framework's own method."""
    new = _OLD.replace("session.end(response)", "response.delete_cookie(session.COOKIE)")
    return Injection(fact="Secure", source=edited("app/page/routes.py", (_OLD, new)))
