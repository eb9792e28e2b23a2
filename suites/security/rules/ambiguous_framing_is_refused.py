"""A message whose end can be read in two ways hides no second request.

Why: where a proxy and the service disagree about where a request ends, the rest of one client's body becomes
the beginning of the next client's request, past every check of the proxy.
Reference: RFC 9112, 6.1, 6.3 and 11.2; OWASP ASVS 5.0 4.2.1; CVE-2024-1135, CVE-2024-6827 (gunicorn).
Remedy: answer 400 to such a message and close the connection; switch leniencies of the parser off.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.security.observations.framing import Framed, Framings


@rule("security.framing")
def judge(seen: Framings, contract: Contract) -> Judgement:
    """Refuse a second answer; where one that is not hidden gets none either, nobody can tell."""
    problems = tuple(
        Problem(f"{framed.what}, at {framed.source}", "one answer at most", f"answers {_answers(framed)}")
        for framed in seen.tried
        if len(framed.statuses) > 1
    )
    shut = [framed for framed in seen.control if len(framed.statuses) < 2]
    if not problems and (shut or not seen.control):
        said = [f"{framed.source} answered {_answers(framed)}" for framed in shut]
        return Judgement.cannot_tell(f"two requests with stated lengths: {', '.join(said) or 'not sent'}")
    return Judgement(len(seen.tried), problems, "no ambiguous message was sent")


def _answers(framed: Framed) -> str:
    return ", ".join(str(status) for status in framed.statuses) or framed.error
