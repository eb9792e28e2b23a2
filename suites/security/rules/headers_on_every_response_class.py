"""Every class of response carries the promised security headers.

Why: headers that a framework or a proxy adds to pages only are gone from errors, which is where an attacker
who chooses the input gets his text shown.
Reference: OWASP ASVS 5.0 3.4; nginx, add_header (inheritance, `always`); NginxProxy/nginx-proxy issue 1136.
Remedy: set the headers in the outermost layer, on each answer whatever its status.
"""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Surface
from gonogo.suites.security.promised_headers import OF_DOCUMENTS, problem_of
from gonogo.suites.security.surface import made

_REDIRECTS = 300


@rule("security.headers", "security.responses")
def judge(seen: Surface, security: Security) -> Judgement:
    """Refuse a header that is missing or empty, or that has another value than the promised one.

    A page is asked for its head as well, and a promised static file for what is no matter of documents; an
    answer to what cannot be taken is a class of its own.
    """
    answered = [response for response in seen.responses if response.status is not None]
    promised = security.headers.items()
    problems = [p for r in answered for name, value in promised if (p := problem_of(r, name, value))]
    problems += _problems_of_heads(seen, security)
    others = {(r.name, r.status): r for r in made(seen.provoked, _REDIRECTS)}.values()
    problems += [p for r in others for name, value in promised if (p := problem_of(r, name, value))]
    files = [r for r in seen.files if r.status == r.promised]
    of_files = [(name, value) for name, value in promised if name.lower() not in OF_DOCUMENTS]
    problems += [p for r in files for name, value in of_files if (p := problem_of(r, name, value))]
    missed = [r.name for r in seen.responses if r.status is None] or ([] if answered else [*seen.unsent])
    if not problems and (missed or not answered):
        return Judgement.cannot_tell(f"not looked at: {', '.join(missed) or 'any response'}")
    evidence = {"not sent here, since it may write": seen.unsent} if seen.unsent else {}
    return Judgement(len(answered) * len(promised), tuple(problems), "", evidence)


def _problems_of_heads(seen: Surface, security: Security) -> list[Problem]:
    """Refuse a head without what its page has: both are made by one route, and by two layers."""
    pages = {r.path: r for r in seen.responses if r.method == "GET"}
    heads = [(r, pages[r.path]) for r in seen.heads if r.path in pages and r.status == pages[r.path].status]
    return [
        p
        for head, page in heads
        for name, value in security.headers.items()
        if page.values(name) and (p := problem_of(head, name, value))
    ]
