"""Each answer of 5xx has a record that says so, with the id of the request.

Why: a failure that is answered and not written down is known to users alone; nobody finds its cause, and an
alarm that counts records of errors stays silent.
Reference: OWASP ASVS 5.0 16.3.4 and 16.5.4; CWE-778.
Remedy: log where a failure becomes an answer, in the outermost handler and in every one that answers 5xx, at
a level that is never sampled or filtered.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.identified import Asked, Identified

_ERROR = 500


@rule("security.logs.request_id.failures")
def judge(seen: Identified) -> Judgement:
    """Refuse one whose id no record has, or none that tells of a failure.

    Where nothing was answered 5xx by the release itself, or it has never logged a line, nobody can tell.
    """
    failed = [one for one in seen.asked if (one.status or 0) >= _ERROR and (one.sent or one.stated)]
    failed = [one for one in failed if not one.entered]
    if not failed:
        return Judgement.cannot_tell(
            "nothing was answered 5xx with an id; name what is under `security.logs.request_id.requests`"
        )
    if not seen.wrote:
        return Judgement.cannot_tell("no process of the release has ever logged a line")
    silent = {one.name: one for one in failed if not one.told}
    problems = tuple(
        Problem(f"{name}, answered {one.status}", "a record with its id that says so", _told(one))
        for name, one in silent.items()
    )
    return Judgement(len(failed), problems)


def _told(one: Asked) -> str:
    return f"no failure in {one.line}" if one.line else f"no record with {one.stated or one.sent!r}"
