"""One page, by its origin, may read answers with the user's credentials.

Good because: the origin is the service's own page; every other one gets no permission.
Source: WHATWG Fetch, CORS protocol and credentials.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_01_any_origin_is_trusted import allowing, path_of
from proving.seed import Injection, Twin

TWIN = Twin("SEH-01", of="SEH-01-any-origin-is-trusted")


def inject(rng: Random) -> Injection:
    """Serve a path with the middleware."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Allow our own page."""
    return allowing(app, path_of(rng), [f"https://console-{rng.randrange(100)}.ukp.example"])
