"""The limit of tries is kept for each route.

Good because: a route is nothing that a client makes up.
Source: OWASP ASVS 5.0 6.3.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_limit_is_for_each_url import counting
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-limit-is-for-each-url")


def inject(rng: Random) -> Injection:
    """Put the route into the key."""
    drawn = rng.choice(["request.url.path", "request.method", "request.scope['route'].path"])
    return Injection(fact=drawn, source=counting(drawn))
