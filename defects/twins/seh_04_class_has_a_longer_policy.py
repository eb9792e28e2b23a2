"""One class of response has a Strict-Transport-Security of its own.

Good because: it lasts for longer than is promised.
Source: RFC 6797, 6.1.1; hstspreload.org, which asks for a year or more.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_04_class_has_a_policy_of_its_own import drawn, saying
from proving.seed import Injection, Twin

TWIN = Twin("SEH-04", of="SEH-04-class-has-a-policy-of-its-own")
_YEARS = 31_536_000


def inject(rng: Random) -> Injection:
    """Serve one class so."""
    kind, _ = drawn(rng)
    return Injection(fact=kind, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send a longer one there."""
    kind, _ = drawn(rng)
    return saying(app, kind, f"max-age={2 * _YEARS}; includeSubDomains")
