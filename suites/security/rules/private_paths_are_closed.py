"""The public entry does not serve private paths.

Why: documentation, metrics and debug pages name every route, version and dependency, and some change things.
Reference: OWASP ASVS 5.0 13.4.5 (documentation and monitoring endpoints are not exposed).
Remedy: let the proxy answer 404 for these paths, or serve them on a port that is not published.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.security.observations import PrivatePaths
from suites.security.surface import unserved

_CLOSED = (401, 403, 404)


@rule("security.private_paths")
def judge(seen: PrivatePaths, contract: Contract) -> Judgement:
    """Refuse any other status than 401, 403 and 404; without a public path that is served nobody can tell."""
    problems = tuple(
        Problem(f"{r.path} at the public entry", "401, 403 or 404", f"status {r.status}")
        for r in seen.answers
        if r.status is not None and r.status not in _CLOSED
    )
    unanswered = [r.path for r in seen.answers if r.status is None]
    if not problems and (unanswered or not seen.answers):
        return Judgement.cannot_tell(f"no answer for {', '.join(unanswered) or 'any private path'}")
    if not problems and (why := unserved(seen.control)):
        return Judgement.cannot_tell(f"of what is public at the entry {why}")
    return Judgement(len(seen.answers), problems)
