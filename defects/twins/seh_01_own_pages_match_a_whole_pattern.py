"""Trusted origins are recognised by a pattern, and no list holds them.

Good because: its dots are escaped, it names one's own pages alone, and the whole of an origin has to match.
Source: Starlette, `CORSMiddleware` (`allow_origin_regex` is matched by `fullmatch`).
"""

from __future__ import annotations

from random import Random

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from proving.seed import Injection, Twin

TWIN = Twin("SEH-01", of="SEH-01-null-is-an-origin-of-ours")


def inject(_rng: Random) -> Injection:
    """Serve with that pattern."""
    return Injection(fact="null", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Trust one's own pages."""
    names = "|".join(sorted(rng.sample(["app", "handbook", "wiki", "desk"], 2)))
    return CORSMiddleware(
        app,
        allow_origin_regex=rf"https://(?:{names})\.ukp\.example",
        allow_credentials=True,
        allow_methods=["*"],
    )
