"""What a session opened is closed to its cookie from the sign-out on, wherever somebody has a copy of it.

Why: a cookie that is only taken back from the browser still opens everything to whoever read it on a shared
machine, in a log or from a backup; the user who signed out because of that has done all that can be done.
Reference: OWASP ASVS 5.0 7.4.1; CWE-613; OWASP WSTG-SESS-06.
Remedy: keep sessions where all replicas look, and delete them there; or note the id of a signed one as ended,
where all replicas ask at each use, until it would expire.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.access import Cookies
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.session_life import Opening, SessionLife
from gonogo.suites.security.openings import told_apart, unlike


@rule("security.cookies.closed_by_sign_out")
def judge(seen: SessionLife, cookies: Cookies) -> Judgement:
    """Refuse what the cookies open after the sign-out; they opened it before, and nobody without them did."""
    if seen.signed_in != cookies.sign_in.status:
        return Judgement.cannot_tell(unlike("sign-in", seen.signed_in, cookies.sign_in.status))
    doubts = list(_doubts(seen, cookies))
    if doubts:
        return Judgement.cannot_tell("; ".join(doubts))
    problems = [_problem(one) for one in seen.ended if one.opened]
    return Judgement(sum(one.asked for one in seen.ended), tuple(problems), "the sign-in set no cookie")


def _doubts(seen: SessionLife, cookies: Cookies) -> Iterator[str]:
    end = cookies.sign_out
    if seen.ended and end and seen.signed_out != end.status:
        yield unlike("sign-out", seen.signed_out, end.status)
    yield from told_apart(seen.ended)


def _problem(one: Opening) -> Problem:
    where = f"GET {one.path} with the cookies of a session that has ended"
    return Problem(
        where, "what is answered without a session", f"what it opened, {one.opened} of {one.asked} times"
    )
