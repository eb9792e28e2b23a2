"""A health body says in words of its own how the service is.

Good because: the words name no host, no user and no software.
Source: draft-inadarei-api-health-check, section 3.6 (output).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_20_probe_tells_the_inside import telling
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-probe-tells-the-inside")
_WORDS = ["the database takes writes", "all checks passed in time", "ready since the last release"]


def inject(rng: Random) -> Injection:
    """Let the body speak."""
    return Injection(fact=rng.choice(_WORDS), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell how it is."""
    return telling(app, rng.choice(_WORDS))
