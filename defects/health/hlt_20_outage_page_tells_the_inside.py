"""The health page repeats what the driver says, once the database is away, and says 200.

Ships: the handler catches the exception, puts `str(exception)` beside the status and returns.
Source: OWASP ASVS 5.0 13.4.5 and 13.4.6; draft-inadarei-api-health-check, section 3.1.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-20",
    expected=("health/body-leaks-nothing-in-outage", "health/status-agrees-with-body-in-outage"),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Serve with that handler."""
    return Injection(fact=_host(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell the connection string of a failure, and answer 200."""
    words = f"connect to postgresql://ukp@{_host(rng)}:5432/ukp: timed out"

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/health" or answer.status < 400:
            return answer
        told = json.dumps({**json.loads(answer.body), "output": words}).encode()
        return replace(answer, status=200, body=told)

    return Rewrite(app, change)


def _host(rng: Random) -> str:
    return f"db-{rng.randrange(1000):03d}.internal"
