"""Texts that a browser shows name their charset.

Why: a browser guesses the encoding of what names none, and a text that quotes its input lets that decide the
guess; a server's files and its built-in pages quote nothing, and most servers leave it out there.
Reference: RFC 9110, 8.3.2; WHATWG Encoding; OWASP ASVS 5.0 4.1.1.
Remedy: send `charset=utf-8` with every text, in the proxy's own pages too (nginx: `charset utf-8;`).
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.redirects import redirects
from gonogo.suites.security.surface import as_promised, without_charset

_DECLARED = re.compile(r"<meta[^>]{1,200}charset\s*=", re.IGNORECASE)
_LOOKED_AT = 1024  # of a page's characters, for a declaration in it (HTML, 4.2.5.4)


@rule("security.responses", severity=Severity.ADVISORY)
def judge(seen: Surface) -> Judgement:
    """Advise against HTML or plain text without a charset, and against a redirect with a body and no type.

    A page may declare it in itself. Where no answer with a body is of a class that the contract names,
    nothing was provoked that could tell.
    """
    bodies = [r for r in seen.responses if r.status is not None and r.body]
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path}, status {r.status})", "a charset", wrong)
        for r in bodies
        if (wrong := _left_open(r))
    )
    if not problems and not any(as_promised(r) for r in bodies):
        return Judgement.cannot_tell("no answer that security.responses names had a body")
    return Judgement(len(bodies), problems)


def _left_open(response: Response) -> str:
    stated = response.values("Content-Type")
    if not stated and redirects(response):
        return "no Content-Type"
    declared = _DECLARED.search(response.body[:_LOOKED_AT])
    if response.body.startswith("\ufeff"):  # a byte order mark goes before any other word (HTML, 13.2.3.2)
        return ""
    return "" if declared else without_charset(next(iter(stated), ""))
