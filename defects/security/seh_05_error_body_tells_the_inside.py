"""An error's body is the exception, with its trace or its statement.

Ships: a debug handler for exceptions stays on, and the front end shows what it gets.
Source: OWASP ASVS 5.0 16.5.1.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("security/error-bodies-are-generic",))


def inject(rng: Random) -> Injection:
    """Serve with the debug handler."""
    return Injection(fact=_words(rng)[1], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer that an article, or a page, is missing with what was raised."""
    words, _ = _words(rng)
    return detailing(app, words)


def detailing(app: ASGIApp, words: str) -> ASGIApp:
    """Put words into the detail of every error."""

    def change(_scope: Scope, answer: Answer) -> Answer:
        is_problem = answer.header("content-type").startswith("application/problem+json")
        if answer.status < 400 or not is_problem or not answer.body:  # HEAD has none
            return answer
        return replace(answer, body=json.dumps({**json.loads(answer.body), "detail": words}).encode())

    return Rewrite(app, change)


def _words(rng: Random) -> tuple[str, str]:
    """Draw what is told, and the part of it that is the fact."""
    module, line = rng.choice(["store", "search", "auth"]), rng.randrange(20, 200)
    trace = f'  File "{module}.py", line {line}, in get: KeyError: 7'
    query = f"SELECT shelf_{line} FROM shelves WHERE id = $1"
    return rng.choice([(trace, f"line {line}"), (query, f"shelf_{line}")])
