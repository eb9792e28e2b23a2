"""A trusted origin is recognised by its beginning.

Ships: `allow_origin_regex="https?://localhost.*"`, for any port of a page on a laptop, and longer names fit.
Source: PortSwigger, "CORS vulnerabilities" (errors parsing Origin headers); OWASP ASVS 5.0 3.4.2.
"""

from __future__ import annotations

from random import Random

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-01", expected=("security/foreign-origin-is-not-trusted",))


def inject(rng: Random) -> Injection:
    """Serve with such a pattern."""
    return Injection(fact=f"//{_host(rng)}.", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Trust what begins so."""
    return trusting(app, f"https?://{_host(rng)}.*")


def _host(rng: Random) -> str:
    return rng.choice(["localhost", "127.0.0.1"])


def trusting(app: ASGIApp, pattern: str) -> ASGIApp:
    """Add the middleware."""
    return CORSMiddleware(app, allow_origin_regex=pattern, allow_credentials=True, allow_methods=["*"])
