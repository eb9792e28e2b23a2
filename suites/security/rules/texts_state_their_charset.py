"""Redirects and errors that are text name their charset as well.

Why: a browser guesses the encoding of what names none, and an error that quotes its input lets that decide
the guess; the built-in pages of nginx, Traefik and others quote nothing.
Reference: RFC 9110, 8.3.2; WHATWG Encoding; OWASP ASVS 5.0 4.1.1.
Remedy: send `charset=utf-8` with every text, in the proxy's own pages too (nginx: `charset utf-8;`).
"""

from __future__ import annotations

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.redirects import redirects
from gonogo.suites.security.surface import as_promised, without_charset

_REDIRECT = 300


@rule("security.responses", severity=Severity.ADVISORY)
def judge(seen: Surface) -> Judgement:
    """Advise against HTML or plain text without a charset, and against a redirect with a body and no type.

    Only answers of 300 and above are looked at, and of them those that have a body.

    Where none of them is of a class that the contract names, nothing was provoked that could tell.
    """
    bodies = [r for r in seen.responses if r.status is not None and r.status >= _REDIRECT and r.body]
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path}, status {r.status})", "a charset", wrong)
        for r in bodies
        if (wrong := _left_open(r))
    )
    if not problems and not any(as_promised(r) for r in bodies):
        return Judgement.cannot_tell("no redirect or error that security.responses names had a body")
    return Judgement(len(bodies), problems)


def _left_open(response: Response) -> str:
    stated = response.values("Content-Type")
    if not stated and redirects(response):
        return "no Content-Type"
    return without_charset(next(iter(stated), ""))
