"""A sign-in begins a session of its own: a cookie that was there before opens nothing to whoever else has it.

Why: whoever can set a cookie in another's browser (by a link, a sibling's domain, a shared machine) sets one
that he knows; where the sign-in keeps it, he is signed in as the user from then on.
Reference: OWASP ASVS 5.0 7.2.4; CWE-384 (session fixation); OWASP WSTG-SESS-03.
Remedy: give out a new id at each sign-in, and never take one that the service did not give out.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.access import Cookies
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.session_life import Opening, SessionLife
from gonogo.suites.security.openings import told_apart, unlike

_LIMITED, _FAILED = 429, 500


@rule("security.cookies.behind")
def judge(seen: SessionLife, cookies: Cookies) -> Judgement:
    """Refuse what opens to cookies from before; the session itself opens it, and nobody without cookies does.

    A sign-in that refuses such cookies begins no session, so that they open nothing; it takes others.
    """
    opened = [one for one in seen.brought if one.opened and not one.without]
    doubts = list(_doubts(seen, cookies.sign_in.status))
    if doubts and not opened:
        return Judgement.cannot_tell("; ".join(doubts))
    count = len(seen.offered) * len(seen.brought)
    nothing = "no sign-in and no page before it set a cookie"
    return Judgement(count, tuple(_problem(one, seen.offered) for one in opened), nothing)


def _doubts(seen: SessionLife, promised: int) -> Iterator[str]:
    """Say why nothing was shown: nobody is let in, a limit or an error came first, or all get the same."""
    if seen.signed_in != promised:
        yield unlike("sign-in", seen.signed_in, promised)
    if seen.signed_in_again == promised:
        yield from told_apart(seen.brought)
    elif seen.signed_in_again in (None, _LIMITED) or seen.signed_in_again >= _FAILED:
        yield unlike("sign-in with other cookies", seen.signed_in_again, promised)


def _problem(one: Opening, offered: tuple[str, ...]) -> Problem:
    where = f"GET {one.path} with {', '.join(offered)} from before the sign-in"
    return Problem(
        where,
        "what is answered without a session",
        f"what the session opens, {one.opened} of {one.asked} times",
    )
