"""An error's body says in detail what was wrong with the request.

Good because: it repeats rules of the interface, and nothing of the inside.
Source: RFC 9457, 3.1.4 (detail).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_05_error_body_tells_the_inside import detailing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-05", of="SEH-05-error-body-tells-the-inside")
_WORDS = [
    "the title must have 1 to 200 characters; select another one and send the article again",
    "no article has this number: it was deleted, or it never was; updates need the number from Location",
]


def inject(rng: Random) -> Injection:
    """Serve with more words."""
    return Injection(fact=rng.choice(_WORDS), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Explain."""
    return detailing(app, rng.choice(_WORDS))
