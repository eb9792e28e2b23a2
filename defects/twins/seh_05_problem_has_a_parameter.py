"""Errors state another type than the one that is registered, letter by letter.

Good because: it is that type with a parameter, or in other letters, and what follows is the document.
Source: RFC 9110, 8.3.1 (types are compared without case, parameters follow); RFC 9457, 3.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Injection, Twin

TWIN = Twin("SEH-05", of="SEH-05-handler-is-for-one-of-two-exceptions")
_TYPES = ["application/problem+json; charset=utf-8", "application/problem+json;charset=UTF-8"]


def inject(rng: Random) -> Injection:
    """State it so."""
    return Injection(fact=rng.choice(_TYPES), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """State it for each error of the interface."""
    stated = rng.choice(_TYPES)

    def change(_scope: Scope, answer: Answer) -> Answer:
        is_problem = answer.status >= 400 and "problem" in answer.header("content-type")
        return answer.with_header("content-type", stated) if is_problem else answer

    return Rewrite(app, change)
