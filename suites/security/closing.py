"""What the rules on private paths share. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.security.observations.surface import Disguised, PrivatePaths, PrivateWrites
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
    problems += tuple(_disguised(seen)) if isinstance(seen, PrivatePaths) else ()
    unanswered = [r.path for r in seen.answers if r.status is None]
    if not problems and (unanswered or not seen.answers):
        return Judgement.cannot_tell(f"no answer for {', '.join(unanswered) or 'any private path'}")
    if not problems and not served:
        return Judgement.cannot_tell(f"of what is public at the entry {why}")
    return Judgement(len(seen.answers), problems)


def _disguised(seen: PrivatePaths) -> Iterator[Problem]:
    """Give each closed path that is served in disguise, where not everything is that nobody knows."""
    closed = {r.path for r in seen.answers if r.status in _CLOSED}
    for one in seen.disguised:
        if one.path in closed and one.answer.status in _TAKEN and not _is_catch_all(one):
            where = f"{one.path} at the public entry, {one.how}: {one.answer.path}"
            yield Problem(where, "401, 403 or 404", f"status {one.answer.status}")


def _is_catch_all(one: Disguised) -> bool:
    """Whether what nobody serves is answered alike; without an answer nobody can tell."""
    kinds = [
        {value.partition(";")[0].strip().lower() for value in response.values("Content-Type")}
        for response in (one.answer, one.beside)
    ]
    return one.beside.status is None or (one.beside.status in _TAKEN and kinds[0] == kinds[1])


def _asked(method: str, path: str) -> str:
    return path if method == "GET" else f"{method} {path}"
