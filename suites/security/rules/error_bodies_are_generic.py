"""Errors tell a stranger nothing about the inside.

Why: a stack trace, a query, a path or a connection string in an error is a map for whoever provoked it.
Reference: OWASP ASVS 5.0 16.5.1 (a generic message); CWE-209.
Remedy: answer unexpected errors with a fixed text and a request id; write the details to the log alone.
"""

from __future__ import annotations

from gonogo.core.disclosure import disclosed_by_error, disclosed_by_headers
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Surface
from gonogo.suites.security.surface import ERROR, as_promised


@rule("security.error_responses")
def judge(seen: Surface) -> Judgement:
    """Refuse what an inside leaves in the body, or a header, of any answer of 400 or above.

    Without an error of a class that the contract names, nothing was provoked that could tell.
    """
    answers = (*seen.responses, *seen.foreign, *seen.provoked)
    errors = [answer for answer in answers if answer.status is not None and answer.status >= ERROR]
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path}, status {r.status})", "a generic error", f"{what}: {text!r}")
        for r in errors
        for what, text in (*disclosed_by_error(r.body, r.path), *disclosed_by_headers(r.headers, r.path))
    )
    problems = tuple(dict.fromkeys(problems))
    if not problems and not any(as_promised(r) and r.promised >= ERROR for r in seen.responses):
        return Judgement.cannot_tell("no answer was an error that security.responses names")
    return Judgement(len(errors), problems)
