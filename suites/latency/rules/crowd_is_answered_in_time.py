"""Many clients at one moment are each answered as promised, and the service comes back to rest.

Why: at its planned rate a service hardly ever has more requests under way than a pool has places. The first
crowd finds the request that takes two connections of a pool of five, and the call that goes through one lock;
and some of its requests never end.
Reference: Google SRE Book, chapter 21 (Handling Overload); SQLAlchemy, Connection Pooling, on QueuePool;
fastapi/fastapi#3205; nsidnev/fastapi-realworld-example-app#64.
Remedy: take one connection for a request, and give it back before calling others; size pools and threads for
the crowd that is promised; turn away what is beyond with 503 and Retry-After (`may_shed`).
"""

from __future__ import annotations

from gonogo.contract.crowd import Crowd
from gonogo.contract.latency import Latency
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.crowd_words import crowd_doubt, kinds, summary, unreached
from gonogo.suites.latency.crowding import (
    tell_crowd,
    tell_rest,
    together,
    unanswered,
)
from gonogo.suites.latency.observations.crowd import Crowded, Crowds


@rule("latency.crowd")
def judge(seen: Crowds, latency: Latency, crowd: Crowd) -> Judgement:
    """Refuse a journey each of whose crowds had clients without the answer, or left it stuck."""
    ratios = {journey.name: journey.error_ratio for journey in latency.journeys}
    problems: list[Problem] = []
    doubts = unreached(seen)
    for name in seen.journeys:
        runs = seen.of(name)
        waiting = together([tell_crowd(one, crowd, ratios[name]) for one in runs])
        resting = tell_rest(runs[-1])
        problems += [_problem(runs, crowd)] if waiting is Told.BROKEN else []
        problems += [_stuck(runs[-1])] if resting is Told.BROKEN else []
        doubts += [crowd_doubt(runs[-1], crowd)] if Told.UNTOLD in {waiting, resting} else []
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts), crowds=summary(seen))
    examined = sum(len(one.crowd) + len(one.after) for one in seen.crowds)
    return Judgement(examined, tuple(problems), "no crowd was sent", {"crowds": summary(seen)})


def _problem(runs: tuple[Crowded, ...], crowd: Crowd) -> Problem:
    one = runs[-1]
    bad = unanswered(one.crowd, one.promised, crowd.within_seconds)
    slowest = max(reply.seconds for reply in bad)
    most = f", {crowd.may_shed:.0%} may be turned away" if crowd.may_shed else ""
    return Problem(
        f"a crowd of {len(one.crowd)} on {one.journey}",
        f"{one.promised} within {crowd.within_seconds:g} s{most}",
        f"{len(bad)} not: {kinds(bad, one.promised)}; the last after {slowest:.1f} s{_again(runs)}",
    )


def _again(runs: tuple[Crowded, ...]) -> str:
    return "; it was the second that went so" if len(runs) > 1 else ""


def _stuck(one: Crowded) -> Problem:
    last = one.after[-1]
    return Problem(
        f"{one.journey} after its crowd of {len(one.crowd)}",
        f"one client alone gets {one.promised}",
        f"{last.said} after {last.seconds:.1f} s",
    )
