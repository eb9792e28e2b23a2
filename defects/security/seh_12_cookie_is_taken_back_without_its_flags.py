"""The cookie begins with its flags and is taken back without: no browser takes it back.

Ships: `delete_cookie` with its defaults. A browser refuses a `__Host-` cookie without Secure, this one too,
so that whoever signs out stays signed in as far as the browser is concerned.
Source: RFC 6265bis, 4.1.3.2; OWASP ASVS 5.0 3.3.1 and 3.3.3.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/cookies-carry-their-flags",))


def inject(rng: Random) -> Injection:
    """Forget one, or all."""
    left = rng.choice(['path="/"', 'path="/", httponly=True', 'path="/", httponly=True, samesite="lax"'])
    return Injection(fact="__Host-session", source=taking_back(left))


def taking_back(left: str) -> dict[str, str | None]:
    """Take the cookie back with these attributes."""
    change = (
        'response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")',
        f"response.delete_cookie(COOKIE, {left})",
    )
    return edited("app/page/session.py", change)
