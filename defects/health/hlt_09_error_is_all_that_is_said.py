"""While the database is away, the health page says so in a sentence, or an object of an error, and says 200.

Ships: `except DatabaseError: return {"error": "database unavailable"}`; the framework's own status is 200.
Source: draft-inadarei-api-health-check, section 3.1; row HLT-09.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-09", expected=("health/status-agrees-with-body-in-outage",), target="compose")


def inject(_: Random) -> Injection:
    """Say it with 200."""
    return Injection(fact="200", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer the page so where it failed."""
    body = rng.choice(
        [b'{"error": "database unavailable"}', b'{"status": "unreachable"}', b'"Cannot connect to database"']
    )

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/health" or answer.status < 400:
            return answer
        return replace(answer, status=200, body=body)

    return Rewrite(app, change)
