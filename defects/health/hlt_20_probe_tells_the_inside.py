"""A health body repeats what the driver said, with the host and the user of the database.

Ships: the handler puts `str(exception)`, or the connection string, beside the status, for convenience.
Source: OWASP ASVS 5.0 13.4.5 and 13.4.6.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/body-leaks-nothing",))


def inject(rng: Random) -> Injection:
    """Let the body name the host."""
    return Injection(fact=host_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell the connection string."""
    host = host_of(rng)
    user = rng.choice(["ukp", "app", "knowledge"])
    return telling(app, rng.choice([f"postgresql://{user}@{host}:5432/ukp", f"{user}@{host} is slow"]))


def host_of(rng: Random) -> str:
    """Draw the database's host."""
    return f"db-{rng.randrange(1000):03d}.internal"


def telling(app: ASGIApp, words: str) -> ASGIApp:
    """Add an output to the health page."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/health":
            return answer
        return replace(answer, body=json.dumps({**json.loads(answer.body), "output": words}).encode())

    return Rewrite(app, change)
