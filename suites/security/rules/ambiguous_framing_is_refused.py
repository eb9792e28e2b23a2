"""A message whose end can be read in two ways hides no second request.

Why: where a proxy and the service disagree about where a request ends, the rest of one client's body becomes
the beginning of the next client's request, past every check of the proxy.
Reference: RFC 9112, 6.1, 6.3 and 11.2; OWASP ASVS 5.0 4.2.1; CVE-2024-1135, CVE-2024-6827 (gunicorn);
CVE-2025-43859 (h11).
Remedy: answer 400 to such a message and close the connection; switch leniencies of the parser off.
"""

from __future__ import annotations

from gonogo.contract.base import Request
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.framing import Framings
from gonogo.suites.security.smuggling import answered, doubts


@rule("security.framing")
def judge(seen: Framings, framing: Request) -> Judgement:
    """Refuse an answer that nobody asked for in the open; without a control that works nobody can tell."""
    problems = tuple(
        Problem(f"{framed.what}, at {framed.source}", "no hidden request answered", answered(framed))
        for framed in seen.tried
        if framed.hidden
    )
    if not problems and (why := doubts(seen, framing.status)):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.tried), problems, "no ambiguous message was sent")
