"""An error holds what its driver made of it: where the store's source raised it, or the statement.

Ships: `res.status(500).json({ cause: err })` in Express, so that whoever reports a failure has it at hand; an
error's message is no field of it, so that nobody saw a text that he would have taken out.
Source: OWASP ASVS 5.0 16.5.1; CWE-209; PostgreSQL, Error and Notice Message Fields; mysql2 and TypeORM, whose
errors hold the statement; row SEH-05.
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
    """Serve with that handler."""
    return Injection(fact=_cause(rng)[1], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer with it."""
    return causing(app, _cause(rng)[0])


def causing(app: ASGIApp, cause: dict[str, object]) -> ASGIApp:
    """Put what caused an error into each of them."""

    def change(_scope: Scope, answer: Answer) -> Answer:
        is_problem = answer.header("content-type").startswith("application/problem+json")
        if answer.status < 400 or not is_problem or not answer.body:  # HEAD has none
            return answer
        return replace(answer, body=json.dumps({**json.loads(answer.body), "cause": cause}).encode())

    return Rewrite(app, change)


def _cause(rng: Random) -> tuple[dict[str, object], str]:
    """Draw an error as JSON has it, and the part of it that is the fact."""
    table, line = rng.choice(["shelves", "baskets", "ledgers"]), str(rng.randrange(900, 1900))
    where = {"severity": "ERROR", "file": "parse_relation.c", "line": line, "routine": "parserOpenTable"}
    opened = {"errno": -13, "code": "EACCES", "syscall": "scandir", "path": table}
    statement = f"SELECT price FROM {table}"
    drawn: list[tuple[dict[str, object], str]] = [
        ({"length": 108, "name": "error", "code": "42P01", "position": "15", **where}, "parserOpenTable"),
        ({**opened}, "scandir"),
        ({"query": statement, "parameters": []}, statement),
        ({"text": statement}, statement),
    ]
    return rng.choice(drawn)
