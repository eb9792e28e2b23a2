"""The content policy lets in script from such a host.

Good because: it names its own package, bucket or distribution there, in which nobody else publishes.
Source: W3C, Content Security Policy Level 3, 6.7.2.10 (a path that ends in a slash is a folder's).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_04_policy_lets_in_everybodys_files import letting_in
from proving.seed import Injection, Twin

TWIN = Twin("SEH-04", of="SEH-04-policy-lets-in-everybodys-files")


def inject(rng: Random) -> Injection:
    """Serve with that policy."""
    return Injection(fact=_source(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send it on every answer."""
    return letting_in(app, _source(rng))


def _source(rng: Random) -> str:
    return rng.choice(
        [
            "https://cdn.jsdelivr.net/npm/alpinejs@3.14.1/",
            "https://unpkg.com/htmx.org@2.0.2/dist/htmx.min.js",
            "https://d111111abcdef8.cloudfront.net",
            "https://shop.github.io",
            "https://storage.googleapis.com/shop-files/",
            "https://*.shop.example.com",
        ]
    )
