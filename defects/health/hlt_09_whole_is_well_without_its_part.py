"""A health body says that a part of the service is down, and that the service is well.

Ships: a status of one's own that the framework does not rank, a writer that takes the first entry's word, or
a whole that is a constant since a check was in the way of a deployment.
Source: Spring Boot, "Writing Custom HealthIndicators" (status order); MicroProfile Health 4.0, 2 (logical
conjunction); ASP.NET Core, "Customize output".
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

from starlette.types import ASGIApp, Scope

from defects.health.hlt_09_body_says_fail_with_200 import probe_of
from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-09", expected=("health/status-agrees-with-body",))


def inject(rng: Random) -> Injection:
    """Let one of the probes say it, in the form of one of the frameworks."""
    _, name, _ = drawn(rng)
    return Injection(fact=name, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """State that the part is down."""
    path, name, form = drawn(rng)
    return saying(app, path, stated(form, name, *_WORDS[form]))


def drawn(rng: Random) -> tuple[str, str, str]:
    """Draw the probe, the part, and the form."""
    name = f"{rng.choice(['ledger', 'mailer', 'printer', 'index'])}{rng.randrange(9)}"
    return probe_of(rng), name, rng.choice(sorted(_WORDS))


_WORDS = {"spring": ("UP", "DOWN"), "profile": ("UP", "DOWN"), "net": ("Healthy", "Unhealthy")}


def stated(form: str, name: str, whole: str, part: str) -> dict[str, Any]:
    """Return what a body says in a framework's form."""
    one = {"status": part}
    if form == "profile":
        return {"status": whole, "checks": [{"name": name, **one}]}
    places = {"spring": "components", "net": "entries"}
    return {"status": whole, places[form]: {name: one}}


def saying(app: ASGIApp, path: str, said: dict[str, Any]) -> ASGIApp:
    """Let the body at a path say this; the code stays."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != path:
            return answer
        body = {k: v for k, v in json.loads(answer.body).items() if not isinstance(v, dict)} | said
        return replace(answer, body=json.dumps(body).encode())

    return Rewrite(app, change)
