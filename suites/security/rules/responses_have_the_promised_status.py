"""Each class of response that the contract names was really provoked, and HEAD is no error of the server.

Why: headers and error bodies are judged class by class; a request that should be refused and is not leaves
its class unseen, and is a hole or a changed promise of its own.
A page that answers GET and fails for HEAD is down for every monitor and balancer that asks so.
Reference: RFC 9110, 15 (status codes), 9.3.2 (HEAD); OWASP ASVS 5.0 8.2.1.
Remedy: send the request by hand; mend the service, or the status in the contract if that is what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Surface

_ERRORS, _NOT_IMPLEMENTED = range(500, 600), 501


@rule("security.responses")
def judge(seen: Surface) -> Judgement:
    """Refuse another status, and no answer; for HEAD of what GET serves an error of the server as well."""
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path})", f"status {r.promised}", r.error or f"status {r.status}")
        for r in seen.responses
        if r.status != r.promised or r.error
    )
    if not seen.responses:
        may_write = f": what may write, a sign-up too, is not sent here: {', '.join(seen.unsent)}"
        return Judgement.cannot_tell(f"no request was sent{may_write if seen.unsent else ''}")
    evidence = {"not sent here, since it may write": seen.unsent} if seen.unsent else {}
    return Judgement(len(seen.responses), (*problems, *_failing_heads(seen)), "", evidence)


def _failing_heads(seen: Surface) -> Iterator[Problem]:
    served = {r.path for r in seen.responses if r.method == "GET" and r.status == r.promised}
    for head in (r for r in seen.heads if r.path in served):
        if head.error or (head.status in _ERRORS and head.status != _NOT_IMPLEMENTED):
            expected = f"status {head.promised}, or a refusal of the method"
            yield Problem(f"{head.name} (HEAD {head.path})", expected, head.error or f"status {head.status}")
