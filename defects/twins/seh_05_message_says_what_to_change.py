"""An error's detail says what is wrong with a value, and names it.

Good because: it is about what the client sent, in the words of whoever wrote the service.
Source: RFC 9457, 3.1.4 (detail); OWASP ASVS 5.0 16.5.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_05_error_body_tells_the_inside import detailing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-05", of="SEH-05-message-of-the-exception-is-answered")


def inject(rng: Random) -> Injection:
    """Serve with that handler."""
    return Injection(fact=_words(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer with it."""
    return detailing(app, _words(rng))


def _words(rng: Random) -> str:
    return rng.choice(
        [
            "limit is not a whole number: give one from 1 to 100",
            "there is no column price: sort by title or created_at",
            "the list is too long; 'tags' takes at most ten",
        ]
    )
