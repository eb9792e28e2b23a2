"""A trusted origin is a pattern of the own name.

Good because: its dots stand for dots, and it has to fit as a whole.
Source: PortSwigger, "CORS vulnerabilities" (errors parsing Origin headers).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_01_origin_is_compared_by_its_beginning import trusting
from proving.seed import Injection, Twin

TWIN = Twin("SEH-01", of="SEH-01-dot-stands-for-any-letter")


def inject(_: Random) -> Injection:
    """Serve with such a pattern."""
    return Injection(fact="//ukp", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Trust what fits."""
    return trusting(app, rng.choice([r"https?://(www\.)?ukp\.example", r"https://ukp\.example(:[0-9]+)?"]))
