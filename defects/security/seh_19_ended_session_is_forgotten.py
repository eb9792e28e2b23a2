"""A session that was signed out opens the page again, while the list of ended ones cannot be read.

Ships: `except DatabaseUnavailable: return False` in the question whether a session has ended: for nearly all
it has not.
Source: OWASP ASVS 5.0 16.5.3 and 7.4.1; CWE-636.
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp, Scope

from app.knowledge.database import DatabaseUnavailableError
from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-19", expected=("security/refusals-hold-in-outage",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve with that answer."""
    return Injection(fact=_landing(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Take every session for a live one without the database; a sign-in leads to a page of its own."""
    ended = app.state.services.ended
    has_ended, landing = ended.has_ended, _landing(rng)

    async def lenient(token_id: str) -> bool:
        try:
            return bool(await has_ended(token_id))
        except DatabaseUnavailableError:
            return False

    def change(scope: Scope, answer: Answer) -> Answer:
        leads = scope["path"] == "/session" and answer.status == 303
        return answer.with_header("location", landing) if leads else answer

    ended.has_ended = lenient
    return Rewrite(app, change)


def _landing(rng: Random) -> str:
    return f"/?from={rng.randrange(16**4):04x}"
