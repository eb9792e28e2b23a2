"""Told to stop, a process serves users and asks them to open their next connection elsewhere.

Good because: each gets the promised answer; `Connection: close` only ends the connection after it.
Source: RFC 9110, 7.6.1 and RFC 9112, 9.6.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.health.hlt_16_users_are_turned_away import drains
from defects.rewriting import Answer, Rewrite
from proving.seed import Injection, Twin

TWIN = Twin("HLT-16", of="HLT-16-users-are-turned-away")


def inject(_rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="sent away", wraps=True)


def wrap(app: ASGIApp, _rng: Random) -> ASGIApp:
    """Close after each answer."""

    def change(scope: Scope, answer: Answer) -> Answer:
        return answer.with_header("connection", "close") if drains(scope) else answer

    return Rewrite(app, change)
