"""What the rules on private paths share. Pure."""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.security.observations.surface import PrivatePaths, PrivateWrites
from gonogo.suites.security.surface import unserved

_TAKEN = range(200, 300)
_CLOSED = (401, 403, 404)


def judge_closed(seen: PrivatePaths | PrivateWrites) -> Judgement:
    """Refuse any other status than 401, 403 and 404; without a public path that is served nobody can tell."""
    served = not (why := unserved(seen.control))
    problems = tuple(
        Problem(f"{_asked(r.method, r.path)} at the public entry", "401, 403 or 404", f"status {r.status}")
        for r in seen.answers
        if r.status is not None and r.status not in _CLOSED and (served or r.status in _TAKEN)
    )
    unanswered = [r.path for r in seen.answers if r.status is None]
    if not problems and (unanswered or not seen.answers):
        return Judgement.cannot_tell(f"no answer for {', '.join(unanswered) or 'any private path'}")
    if not problems and not served:
        return Judgement.cannot_tell(f"of what is public at the entry {why}")
    return Judgement(len(seen.answers), problems)


def _asked(method: str, path: str) -> str:
    return path if method == "GET" else f"{method} {path}"
