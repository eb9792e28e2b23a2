"""After clients left before the end, the next clients are answered as promised.

Why: a connection or a lock that is given back only on the way to the answer is lost with each client that
leaves; a page that is slow for a moment makes many leave, a train in a tunnel breaks off what they send, and
the pool is empty until the next restart. A connection that is given back with an answer unread shows whoever
is next what another client sent. Journeys that write are looked at where writes are allowed.
Reference: SQLAlchemy issue 8145; SQLAlchemy, asyncio, on cancellation; redis-py issue 2665; otari issue 1236;
Starlette, `ClientDisconnect`.
Remedy: give back in `finally` or with a context manager, also when the request is cancelled, or its body ends
early.
"""

from __future__ import annotations

from collections import Counter

from gonogo.contract.latency import Latency
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told, tell
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.observations.abandonment import Abandoned, Abandonment


@rule("latency")
def judge(seen: Abandonment, latency: Latency) -> Judgement:
    """Refuse more failures afterwards than the journey's error ratio."""
    budgets = {journey.name: journey.error_ratio for journey in latency.journeys}
    doubts = [doubt for one in seen.journeys if (doubt := _doubt(one))]
    sure = [one for one in seen.journeys if not _doubt(one)]
    told = [(one, _tell(one, budgets[one.journey])) for one in sure]
    problems = tuple(_problem(one) for one, how in told if how is Told.BROKEN)
    doubts += [_late(one) for one, how in told if how is Told.UNTOLD]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    reason = "" if sure else "no journey may be left here: all of them write, and the target takes no writes"
    return Judgement(sum(len(one.after) for one in sure), problems, reason)


def _doubt(one: Abandoned) -> str:
    """Whoever failed before, or was left by nobody, shows nothing."""
    if any(said != str(one.promised) for said in one.before):
        return f"{one.journey} answered {', '.join(one.before)} before any client left"
    return "" if one.left else f"no client of {one.journey} left before its end"


def _tell(one: Abandoned, budget: float) -> Told:
    failed = sum(said != str(one.promised) for said in one.after)
    return tell(budget * len(one.after), failed, failed - one.late)


def _late(one: Abandoned) -> str:
    return f"{one.late} of {len(one.after)} of {one.journey} timed out while our own machine was busy"


def _problem(one: Abandoned) -> Problem:
    failed = Counter(said for said in one.after if said != str(one.promised))
    kinds = ", ".join(f"{said} x {count}" for said, count in failed.most_common())
    where = f"{one.journey} after {one.left} clients left"
    return Problem(where, f"{one.promised}", f"{failed.total()} of {len(one.after)} not: {kinds}")
