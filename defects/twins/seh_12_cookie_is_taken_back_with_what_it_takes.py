"""The cookie is taken back without HttpOnly and SameSite.

Good because: it holds nothing then, and has what its prefix asks for.
Source: RFC 6265bis, 4.1.3.2.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_12_cookie_is_taken_back_without_its_flags import taking_back
from proving.seed import Injection, Twin

TWIN = Twin("SEH-12", of="SEH-12-cookie-is-taken-back-without-its-flags")


def inject(rng: Random) -> Injection:
    """Forget what does not matter."""
    drawn = rng.choice(['path="/", secure=True', 'path="/", secure=True, httponly=True'])
    return Injection(fact=drawn, source=taking_back(drawn))
