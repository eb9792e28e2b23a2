"""An error's detail is the message of the exception, without its class: words of an interpreter or a store.

Ships: `jsonify(error=str(error))`, `res.json({error: err.message})`, so that a front end has a text to show.
Source: OWASP ASVS 5.0 16.5.1; CWE-209; row SEH-05.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_05_error_body_tells_the_inside import detailing
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("security/error-bodies-are-generic",))


def inject(rng: Random) -> Injection:
    """Serve with that handler."""
    return Injection(fact=_words(rng)[1], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer with what was raised."""
    return detailing(app, _words(rng)[0])


def _words(rng: Random) -> tuple[str, str]:
    """Draw what is told, and the part of it that is the fact."""
    name = rng.choice(["shelf", "basket", "ledger"])
    return rng.choice(
        [
            (f"'dict' object has no attribute '{name}'", "object has no attribute"),
            (f"Cannot read properties of undefined (reading '{name}')", "of undefined"),
            (f'invalid input syntax for type integer: "{name}"', "for type integer"),
            (f"{name}() missing 1 required positional argument: 'limit'", "required positional"),
        ]
    )
