"""The certificate and the one between it and its root end within weeks, both on one day.

Good because: that is later than what is promised, and renewals are due before.
Source: RFC 5280, 6.1; Let's Encrypt, "Integration guide" (renew with a third of the lifetime left, which is
30 days of 90).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.cfg_20_issuer_ends_before_its_leaf import between_ending
from defects.tls_end import ending_tls
from proving.seed import Injection, Twin

TWIN = Twin("CFG-20", of="CFG-20-issuer-ends-before-its-leaf")


def inject(rng: Random) -> Injection:
    """Let both end some days after the promised ones."""
    days = rng.randrange(25, 31)
    return between_ending(rng, days, days)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with it."""
    return ending_tls(app)
