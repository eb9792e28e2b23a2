"""Strict-Transport-Security is sent with the max-age of a trial.

Ships: the trial's few minutes were never raised after it.
Source: RFC 6797, 11.2; OWASP ASVS 5.0 3.4.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/transport-security-lasts",))


def inject(rng: Random) -> Injection:
    """Serve with the trial's value."""
    return Injection(fact=_value(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send it on every answer."""
    value = _value(rng)

    def change(answer: Answer) -> Answer:
        return answer.with_header("strict-transport-security", value)

    return Rewrite(app, lambda _scope, answer: change(answer))


def _value(rng: Random) -> str:
    return f"max-age={rng.choice([0, 60, 300, 3600, 86_400, 604_800])}"
