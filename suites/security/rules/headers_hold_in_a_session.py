"""The answers to a sign-in and a sign-out, and the pages behind it, carry the promised security headers.

Why: these answers hold what is worth a theft, and are often made by other code than the public pages: a
router of its own, a library's view, a redirect that nobody takes for a page.
Reference: OWASP ASVS 5.0 3.4; RFC 6797, 7.1 (redirects); h5bp/server-configs-nginx issue 193.
Remedy: set the headers in the outermost layer, on each answer whatever its status and whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.security import Security
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.session_answers import SessionAnswers
from gonogo.suites.security.observations.surface import Response
from gonogo.suites.security.promised_headers import OF_DOCUMENTS, problem_of

_OK = range(200, 300)
_KEPT = "cache-control"


@rule("security.headers", "security.cookies")
def judge(seen: SessionAnswers, security: Security) -> Judgement:
    """Refuse a header that is missing, empty or has another value than the promised one.

    What shows no page (a redirect, a file, JSON) is not asked for what is a matter of documents; how long a
    page of one user is kept may be another matter than for everybody's.
    """
    asked = [(answer, *one) for answer in seen.answers for one in _owed(answer, security)]
    problems = tuple(dict.fromkeys(p for one in asked if (p := problem_of(*one))))
    odd = [answer for answer in seen.answers if answer.status is None or answer.status != answer.promised]
    if odd and (not problems or odd[0] is seen.answers[0]):
        said = "; ".join(f"{one.name} was answered with {one.status}, not {one.promised}" for one in odd)
        return Judgement.cannot_tell(said)
    return Judgement(len(asked), problems, "nobody signed in")


def _owed(answer: Response, security: Security) -> Iterator[tuple[str, str | None]]:
    """Give the headers that this answer owes."""
    if answer.status is None:
        return
    shown = any(value.lower().startswith("text/html") for value in answer.values("content-type"))
    page = shown and answer.status in _OK
    for name, value in security.headers.items():
        if page or name.lower() not in OF_DOCUMENTS:
            yield name, None if name.lower() == _KEPT else value
