"""A health body says `fail`, and its status code says 200.

Ships: the handler returns the checks as JSON and leaves the code at the framework's default.
Source: draft-inadarei-api-health-check, section 3.1 (which knows other frameworks' words as aliases).
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-09", expected=("health/status-agrees-with-body",))


def inject(rng: Random) -> Injection:
    """Let one of the probes say it."""
    return Injection(fact=probe_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """State the failure of a check that is none of the service's dependencies."""
    probe = probe_of(rng)
    return stating(app, probe, rng.choice(["fail", "error", "DOWN"]))


def probe_of(rng: Random) -> str:
    """Draw the probe."""
    return rng.choice(["/health/ready", "/health/startup", "/health/live", "/health"])


def stating(app: ASGIApp, path: str, status: str) -> ASGIApp:
    """Let the body at a path state something else; the code stays."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != path:
            return answer
        return replace(answer, body=json.dumps({**json.loads(answer.body), "status": status}).encode())

    return Rewrite(app, change)
