"""The health page shows its parts in detail to everybody: software and its version, hosts and users, by keys.

Ships: `management.endpoint.health.show-details: always`, which is the first answer to "why is it red?"; or a
page that was made for the team's own dashboard.
Source: Spring Boot, "Production-ready Features" (health information); OWASP ASVS 5.0 13.4.6; row HLT-20.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/body-leaks-nothing",))


def inject(rng: Random) -> Injection:
    """Show them."""
    return Injection(fact=_shown(rng)[1], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add what is known of each part."""
    return detailing(app, _shown(rng)[0])


def detailing(app: ASGIApp, told: dict[str, Any]) -> ASGIApp:
    """Add something to the health page."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/health":
            return answer
        return replace(answer, body=json.dumps({**json.loads(answer.body), "parts": told}).encode())

    return Rewrite(app, change)


def _shown(rng: Random) -> tuple[dict[str, Any], str]:
    """Draw what is shown, and the part of it that is the fact."""
    version = f"7.{rng.randrange(1, 9)}.{rng.randrange(1, 9)}"
    shown: list[tuple[dict[str, Any], str]] = [
        ({"redis": {"status": "UP", "details": {"version": version}}}, version),
        ({"cache": "up", "redis_version": version}, version),
        ({"runtime": f"go1.2{rng.randrange(1, 5)}.3"}, "go1.2"),
    ]
    return rng.choice(shown)
