"""Every answer tells by which gateway it came.

Good because: the number is that of the protocol, and the name that of a host or of a product alone.
Source: RFC 9110, 7.6.3 (received-protocol and received-by).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_06_gateway_tells_its_version import passing_on
from proving.seed import Injection, Twin

TWIN = Twin("SEH-06", of="SEH-06-gateway-tells-its-version")
_PASSED_BY = [
    "1.1 vegur",
    "HTTP/2.0 edge-7",
    "1.1 shop-7.example:8080",
    "2.0 a1b2c3.cdn.example (Edge)",
]


def inject(rng: Random) -> Injection:
    """Serve behind it."""
    return Injection(fact=rng.choice(_PASSED_BY), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell it."""
    return passing_on(app, "via", rng.choice(_PASSED_BY))
