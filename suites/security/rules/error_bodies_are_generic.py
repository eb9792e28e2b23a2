"""Errors tell a stranger nothing about the inside.

Why: a stack trace, a query, a path or a connection string in an error is a map for whoever provoked it.
Reference: OWASP ASVS 5.0 16.5.1 (a generic message); CWE-209.
Remedy: answer unexpected errors with a fixed text and a request id; write the details to the log alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote_plus

from gonogo.contract.metrics import Traffic
from gonogo.contract.security import Security
from gonogo.core.disclosure import disclosed_by_error, disclosed_by_headers
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.handed_on import handed_on
from gonogo.suites.security.inner import known_hosts, told_inside
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.on_disk import paths_on_disk
from gonogo.suites.security.surface import ERROR, as_promised


@rule("security.error_responses")
def judge(seen: Surface, security: Security, traffic: Traffic | None) -> Judgement:
    """Refuse what an inside leaves in the body, or a header, of any answer of 400 or above.

    So are an error of a driver, handed on as an object, and a statement that is all that a text says. Of what
    is missing beside a static file, so is where it was looked for, and so is a URL that leads inside, where
    the service is not there itself. Without an error of a class that the contract names, nothing was
    provoked that could tell.
    """
    answers = (*seen.responses, *seen.foreign, *seen.provoked, *seen.missed)
    errors = [answer for answer in answers if answer.status is not None and answer.status >= ERROR]
    known = known_hosts(seen, security)
    sent = security.model_dump_json() + (traffic.model_dump_json() if traffic else "")
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path}, status {r.status})", "a generic error", f"{what}: {text!r}")
        for r in errors
        for what, text in _disclosed(r, known, sent)
    )
    problems = tuple(dict.fromkeys(problems))
    if not problems and not any(as_promised(r) and r.promised >= ERROR for r in seen.responses):
        return Judgement.cannot_tell("no answer was an error that security.responses names")
    return Judgement(len(errors), problems)


def _disclosed(response: Response, known: frozenset[str] | None, sent: str) -> Iterator[tuple[str, str]]:
    found = (
        *disclosed_by_error(response.body, response.path),
        *disclosed_by_headers(response.headers, response.path),
    )
    yield from found
    if not found:  # what they pass over as the client's own word may be the end of a longer path
        for path in paths_on_disk(response.body, response.headers, response.path):
            yield "a file's path", path
            return
        yield from handed_on(response.body, sent + unquote_plus(response.path))
        if known is not None and (url := told_inside(response, known)):
            yield "a URL of the inside", url
