"""A body that takes longer than it may is answered, or its connection ended.

Why: a client that sends a byte now and then holds a connection, a worker or a turn for as long as it likes; a
few hundred of them are an outage that costs nothing. A clock that begins again with each byte never runs out.
Reference: OWASP ASVS 5.0 13.1.3 and 15.2.2; CWE-400; RFC 9110, 15.5.9 (408); Slowloris, R-U-Dead-Yet.
Remedy: put one deadline around the reading of the whole body, whatever its framing, and end the connection.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.security import Body
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.slow import SlowBodies, Trickled


@rule("security.body.within_seconds")
def judge(seen: SlowBodies, body: Body) -> Judgement:
    """Refuse a body that somebody still waits for, a while after its time.

    One that is not taken whole shows nothing.
    """
    most = body.within_seconds or 0.0
    problems = tuple(
        Problem(
            one.what,
            f"an answer or an end after {most:g} s",
            f"still waited for at {one.watched_seconds:g} s",
        )
        for one in seen.sent
        if one.ended_seconds is None and one.whole == one.promised and not _unsent(one)
    )
    doubts = [doubt for one in seen.sent for doubt in _doubts(one)]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(doubts)))
    ended = {one.what: f"{one.how} after {one.ended_seconds} s" for one in seen.sent if one.ended_seconds}
    return Judgement(len(seen.sent), problems, "no body was sent", {"slow bodies": ended} if ended else {})


def _unsent(one: Trickled) -> bool:
    return one.how.startswith("it could not")


def _doubts(one: Trickled) -> Iterator[str]:
    if one.whole != one.promised:
        name = one.what.partition(",")[0]
        yield f"{name} was answered with {one.whole}, not {one.promised}, when its body was whole"
    if _unsent(one):
        yield f"{one.what}: {one.how}"
