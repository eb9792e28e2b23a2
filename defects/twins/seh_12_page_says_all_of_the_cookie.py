"""Each page says the cookie again as well, with the same flags that the sign-in gave it.

Good because: the browser replaces a cookie by the same one, for what is left of its time.
Source: RFC 6265bis; ASVS 3.3.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_12_page_says_the_cookie_again import saying_again
from proving.seed import Injection, Twin

TWIN = Twin("SEH-12", of="SEH-12-page-says-the-cookie-again")


def inject(rng: Random) -> Injection:
    """Leave none out."""
    same_site = rng.choice(["lax", "strict"])
    return saying_again("__Host-session", f'secure=True, httponly=True, samesite="{same_site}"')
