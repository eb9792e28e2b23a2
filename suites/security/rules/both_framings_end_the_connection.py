"""A message with a length and with chunks is refused, or its answer ends the connection.

Why: it is either an attack or a broken proxy, and what comes after it on the connection can be anybody's.
Reference: RFC 9112, 6.1 (process by Transfer-Encoding alone, and close the connection after responding).
Remedy: answer 400 to a message that has both, or close after its answer; a newer version of the server may.
"""

from __future__ import annotations

from gonogo.contract.base import Request
from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.framing import Framings
from gonogo.suites.security.smuggling import answered, doubts


@rule("security.framing", severity=Severity.ADVISORY)
def judge(seen: Framings, framing: Request) -> Judgement:
    """Advise where the next request was answered on the same connection; a hidden one is another rule's."""
    both = [framed for framed in seen.tried if framed.both]
    problems = tuple(
        Problem(f"{framed.what}, at {framed.source}", "a connection that ends", answered(framed))
        for framed in both
        if framed.kept
    )
    if not problems and (why := doubts(seen, framing.status)):
        return Judgement.cannot_tell(why)
    return Judgement(len(both), problems, "no message with both was sent")
