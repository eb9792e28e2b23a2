"""Answers of one route have two media types.

Ships: `add_header Content-Type …;` in a location of nginx, which adds a second one and replaces none; each
reader takes another of the two, and a browser may take the worse.
Source: falconry/falcon#80; yhirose/cpp-httplib#737; Infisical/agent-vault#161 (`add_header` appends); RFC
9110, 5.3 and 8.3.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/media-type-is-stated",))
_PATH = "/version"


def inject(rng: Random) -> Injection:
    """Serve with those answers."""
    del rng
    return Injection(fact=_PATH, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add a second one on one path."""
    second = ("content-type", rng.choice(["text/plain; charset=utf-8", "application/octet-stream"]))

    def change(scope: Scope, answer: Answer) -> Answer:
        return replace(answer, headers=(*answer.headers, second)) if scope["path"] == _PATH else answer

    return Rewrite(app, change)
