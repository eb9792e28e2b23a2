"""The cookie's attributes come in another order and in another case.

Good because: browsers compare their names without case, and the order means nothing.
Source: RFC 6265, 5.2.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_12_flag_is_lost_behind_the_proxy import changing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-12", of="SEH-12-flag-is-lost-behind-the-proxy")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=_spelling(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Shuffle and respell."""
    spelling = _spelling(rng)

    def change(cookie: str) -> str:
        pair, *attributes = cookie.split("; ")
        Random(spelling).shuffle(attributes)
        names = [part.partition("=") for part in attributes]
        return "; ".join(
            [pair, *(getattr(name, spelling)() + equals + value for name, equals, value in names)]
        )

    return changing(app, change)


def _spelling(rng: Random) -> str:
    return rng.choice(["upper", "lower"])
