"""A trusted origin is recognised by a pattern that leaves its port open.

Good because: the pattern goes from end to end, and nothing but a port may follow the name.
Source: RFC 6454, 7.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_01_origin_is_compared_by_its_beginning import trusting
from proving.seed import Injection, Twin

TWIN = Twin("SEH-01", of="SEH-01-origin-is-compared-by-its-beginning")


def inject(rng: Random) -> Injection:
    """Serve with such a pattern."""
    return Injection(fact=_host(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Trust each port of one host."""
    return trusting(app, rf"https?://{_host(rng)}(:\d+)?")


def _host(rng: Random) -> str:
    return rng.choice(["localhost", r"desk\.example"])
