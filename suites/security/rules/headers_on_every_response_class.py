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
from gonogo.suites.security.observations.surface import Response, Surface


@rule("security.headers", "security.responses")
def judge(seen: Surface, security: Security) -> Judgement:
    """Refuse a header that is missing or empty, or that has another value than the promised one."""
    answered = [response for response in seen.responses if response.status is not None]
    promised = security.headers.items()
    problems = [p for r in answered for name, value in promised if (p := _problem(r, name, value))]
    missed = [r.name for r in seen.responses if r.status is None] or ([] if answered else [*seen.unsent])
    if not problems and (missed or not answered):
        return Judgement.cannot_tell(f"not looked at: {', '.join(missed) or 'any response'}")
    evidence = {"not sent here, since it may write": seen.unsent} if seen.unsent else {}
    return Judgement(len(answered) * len(promised), tuple(problems), "", evidence)


def _problem(response: Response, name: str, value: str | None) -> Problem | None:
    found = response.values(name)
    if any(found) and (value is None or {v.lower() for v in found} == {value.lower()}):
        return None
    where = f"{name} on {response.name} ({response.method} {response.path}, status {response.status})"
    return Problem(
        where, value or "any value", ", ".join(found) or ("an empty one" if found else "no such header")
    )
