"""A missing article is answered with 200 and nothing.

Ships: `except: pass` around the look-up; the caller gets an empty object, and no error is seen anywhere.
Source: OWASP ASVS 5.0 16.5.4; prometheus/docs, "Instrumentation".
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-12",
    expected=("metrics/known-traffic-gets-the-promised-status",),
    collateral=("metrics/traffic-is-conserved",),
)


def inject(rng: Random) -> Injection:
    """Serve with the swallowed exception."""
    return Injection(fact=f"status {_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer a missing article as if it were empty."""
    status = _status(rng)

    def change(scope: Scope, answer: Answer) -> Answer:
        missing = answer.status == 404 and scope["path"].startswith("/articles/")
        return replace(answer, status=status, body=b"{}") if missing else answer

    return Rewrite(app, change)


def _status(rng: Random) -> int:
    return rng.choice([200, 202, 203])
