"""One control is broken and has a waiver, and all others hold.

Good because: somebody answers for it by name, with a reason and a last day, and it is the only one.
Source: OWASP ASVS 5.0, "Assessment and Certification".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.sei_20_waivers_add_up import LASTS, shortened
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-waivers-add-up")


def inject(_rng: Random) -> Injection:
    """Serve so, under a contract that waives what is broken."""
    return Injection(fact=LASTS, wraps=True, waived=(LASTS,))


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send the max-age of a trial."""
    return shortened(app, rng)
