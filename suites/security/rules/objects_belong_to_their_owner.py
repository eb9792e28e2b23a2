"""Nobody changes what another client owns.

Why: authentication says who asks; a route that finds the object by its id alone lets every client change
every other one's, and no test with one client sees it.
Reference: OWASP API Security Top 10, API1:2023; OWASP ASVS 5.0 8.2.2.
Remedy: make the owner a part of the statement that finds the object, on every verb.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.security.observations.access import Trespasses


@rule("security.ownership")
def judge(seen: Trespasses, contract: Contract) -> Judgement:
    """Refuse an attempt that is not refused, and an object that is not as it was."""
    assert contract.security is not None
    assert contract.security.ownership is not None
    refusals = contract.security.ownership.refusals
    answered = [attempt for attempt in seen.attempts if attempt.status is not None]
    legal = " or ".join(str(status) for status in refusals)
    problems = [
        Problem(f"{a.method} {a.path} by another client", f"status {legal}", f"status {a.status}")
        for a in answered
        if a.status not in refusals
    ]
    problems += [
        Problem(f"the object after {kept.method}", "as it was", f"status {kept.status}, changed or gone")
        for kept in seen.afterwards
        if not kept.unchanged
    ]
    if not problems and len(answered) < len(seen.attempts):
        return Judgement.cannot_tell("an attempt got no answer")
    return Judgement(len(answered) + len(seen.afterwards) if answered else 0, tuple(problems))
