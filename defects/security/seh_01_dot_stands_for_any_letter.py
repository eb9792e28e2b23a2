"""A trusted origin is a pattern whose dots stand for any letter.

Ships: `allow_origin_regex="https://(www.)?shop.example"`, written as one writes a name.
Source: PortSwigger, "CORS vulnerabilities" (errors parsing Origin headers); OWASP ASVS 5.0 3.4.2.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_01_origin_is_compared_by_its_beginning import trusting
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-01", expected=("security/foreign-origin-is-not-trusted",))


def inject(_: Random) -> Injection:
    """Serve with such a pattern."""
    return Injection(fact="//wwwxukp", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Trust what fits."""
    return trusting(
        app, rng.choice(["https?://(www.)?ukp.example", "https?://(www.|app.)?ukp.example(:[0-9]+)?"])
    )
