"""Answers of one route have no media type.

Ships: a hand-made response, or a proxy that drops the header on what it compresses.
Source: RFC 9110, 8.3; OWASP ASVS 5.0 4.1.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/media-type-is-stated",))


def inject(rng: Random) -> Injection:
    """Serve with those answers."""
    return Injection(fact=_path(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave the header out on one path."""
    path = _path(rng)

    def change(scope: Scope, answer: Answer) -> Answer:
        return answer.without_header("content-type") if scope["path"] == path else answer

    return Rewrite(app, change)


def _path(rng: Random) -> str:
    return rng.choice(["/", "/version"])
