"""A health answer's body is short and clean; a header beside it tells where the database is.

Ships: somebody adds a header while looking for a slow replica, since the body has a schema.
Source: OWASP ASVS 5.0 13.4.5 and 13.4.6.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/body-leaks-nothing",))


def inject(rng: Random) -> Injection:
    """Tell one host."""
    _, host = _drawn(rng)
    return Injection(fact=host, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add the header where probes ask."""
    name, host = _drawn(rng)
    return saying(app, name, f"postgresql://ukp@{host}:5432/ukp 3 ms")


def saying(app: ASGIApp, name: str, value: str) -> ASGIApp:
    """Add a header to health answers."""

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        if not scope["path"].startswith("/health"):
            return answer
        return answer.with_header(name, value)

    return Rewrite(app, rewrite)


def _drawn(rng: Random) -> tuple[str, str]:
    name = rng.choice(["x-checked", "x-upstream", "x-health-detail", "server-timing"])
    return name, f"db-{rng.randrange(2, 90)}.{rng.choice(['core', 'prod', 'eu'])}.internal"
