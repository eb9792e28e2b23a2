"""A session is renewed with each page, by a token with the id of the one before it.

Good because: what a sign-out notes as ended is the id that all of the session's cookies have.
Source: OWASP ASVS 5.0 7.4.1; OWASP Session Management Cheat Sheet (one server-side end for all copies).
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from defects.editing import edited
from defects.security.seh_11_renewed_session_has_another_id import renewed
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-renewed-session-has-another-id")
_ISSUED = """claims = services.tokens.verify(request.cookies.get(session.COOKIE, ""), PAGE)
        own = "" if claims is None else claims.id
        token = services.tokens.issue(caller.name, caller.scopes, PAGE, own)"""


def inject(rng: Random) -> Injection:
    """Renew by a token of the same id."""
    defect = renewed(_ISSUED)
    tokens = edited(
        "app/security/tokens.py",
        ("audience: str = API) -> str:", 'audience: str = API, own: str = "") -> str:'),
        ('"jti": secrets.token_urlsafe(12),', '"jti": own or secrets.token_urlsafe(12),'),
    )
    return replace(defect, source={**defect.source, **tokens})
