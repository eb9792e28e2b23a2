"""The cookie holds an id, and the table the token, as with the one that keeps ids; a sign-in gives a new id.

Good because: what the browser brought is not looked at.
Source: OWASP ASVS 5.0 7.2.4.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_12_sign_in_keeps_the_cookie_that_is_there import by_id
from proving.seed import Injection, Twin

TWIN = Twin("SEH-12", of="SEH-12-sign-in-keeps-the-cookie-that-is-there")


def inject(rng: Random) -> Injection:
    """Draw one."""
    return by_id(rng, "secrets.token_urlsafe(16)")
