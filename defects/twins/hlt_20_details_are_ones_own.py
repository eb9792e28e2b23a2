"""The health page shows its parts in detail to everybody.

Good because: they are states and times, and the service's own build, which it may tell, has four numbers.
Source: draft-inadarei-api-health-check, section 4; OWASP ASVS 5.0 13.4.6.
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.health.hlt_20_details_are_always_shown import detailing
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-details-are-always-shown")


def inject(rng: Random) -> Injection:
    """Show them."""
    return Injection(fact=str(_shown(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add what is known of each part."""
    return detailing(app, _shown(rng))


def _shown(rng: Random) -> dict[str, Any]:
    build = ".".join(str(rng.randrange(1, 30)) for _ in range(4))
    return {"build": build, "api_version": "2.1", "store": {"status": "up", "took_ms": rng.randrange(1, 9)}}
