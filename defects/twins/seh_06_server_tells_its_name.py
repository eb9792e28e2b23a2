"""Every answer tells which server it comes from, without a version.

Good because: a product's name alone says nothing about its weaknesses.
Source: RFC 9110, 10.2.4.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_06_server_tells_its_version import telling
from proving.seed import Injection, Twin

TWIN = Twin("SEH-06", of="SEH-06-server-tells-its-version")
_NAMES = ["nginx", "gunicorn", "Apache"]


def inject(rng: Random) -> Injection:
    """Serve with the header."""
    return Injection(fact=rng.choice(_NAMES), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell the name alone."""
    return telling(app, rng.choice(_NAMES))
