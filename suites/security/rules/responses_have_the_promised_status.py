"""Each class of response that the contract names was really provoked.

Why: headers and error bodies are judged class by class; a request that should be refused and is not leaves
its class unseen, and is a hole or a changed promise of its own.
Reference: RFC 9110, 15 (status codes); OWASP ASVS 5.0 8.2.1.
Remedy: send the request by hand; mend the service, or the status in the contract if that is what is wrong.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Surface


@rule("security.responses")
def judge(seen: Surface) -> Judgement:
    """Refuse another status, and no answer."""
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path})", f"status {r.promised}", r.error or f"status {r.status}")
        for r in seen.responses
        if r.status != r.promised or r.error
    )
    if not seen.responses:
        may_write = f": what may write, a sign-up too, is not sent here: {', '.join(seen.unsent)}"
        return Judgement.cannot_tell(f"no request was sent{may_write if seen.unsent else ''}")
    evidence = {"not sent here, since it may write": seen.unsent} if seen.unsent else {}
    return Judgement(len(seen.responses), problems, "", evidence)
