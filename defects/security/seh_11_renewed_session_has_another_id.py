"""A session is renewed with each page, by a token with another id, and a sign-out ends the newest alone.

Ships: people were signed out in the middle of their work, so that each page lengthens the session. What is
noted as ended is the id of one token, and the cookies of the pages before stay good: whoever has read one of
them is signed in after the sign-out, and renews it for as long as he likes.
Source: OWASP ASVS 5.0 7.4.1; CWE-613; OWASP WSTG-SESS-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/session-ends-with-its-sign-out",))
_FOUND = "        return await _found(services, caller, q)\n"
_RENEWED = """        response = await _found(services, caller, q)
        {issued}
        session.begin(response, token, services.tokens.lifetime_seconds)
        return response
"""


def inject(rng: Random) -> Injection:
    """Renew by a token like that of a sign-in."""
    return renewed("token = services.tokens.issue(caller.name, caller.scopes, PAGE)")


def renewed(issued: str) -> Injection:
    """Renew the session with each page that somebody who is signed in gets."""
    return Injection(
        fact="/", source=edited("app/page/routes.py", (_FOUND, _RENEWED.replace("{issued}", issued)))
    )
