"""While one journey has a crowd, the others are answered within the times that they promise.

Why: a blocking call in one route, or a pool of threads or connections that all routes share, makes everybody
wait who asks for something else; at the planned rate the queue is empty, and nobody sees it.
Reference: Nygard, Release It!, 2nd edition, chapter 5 (Bulkheads); Starlette, Thread Pool; Python, Developing
with asyncio, on running blocking code.
Remedy: await instead of blocking, and give the slow route a limit of its own, a semaphore or a pool, that is
smaller than what all share.
"""

from __future__ import annotations

from gonogo.contract.crowd import Crowd
from gonogo.contract.latency import Latency
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.crowd_words import beside_doubt, kinds, summary, unreached
from gonogo.suites.latency.crowding import (
    limit_beside,
    tell_beside,
    together,
    unanswered,
)
from gonogo.suites.latency.observations.crowd import Beside, Crowded, Crowds


@rule("latency.crowd", "latency.beside_a_crowd")
def judge(seen: Crowds, latency: Latency, crowd: Crowd) -> Judgement:
    """Refuse where most requests of another journey were late, or got another answer, beside each crowd."""
    limits = {journey.name: limit_beside(journey, crowd) for journey in latency.journeys}
    problems: list[Problem] = []
    doubts = unreached(seen)
    for name, other in _pairs(seen):
        runs, limit = _beside(seen, name, other), limits[other]
        told = together([tell_beside(one, asked, crowd, limit) for one, asked in runs])
        problems += [_problem(*runs[-1], limit)] if told is Told.BROKEN else []
        doubts += [beside_doubt(*runs[-1], crowd, limit)] if told is Told.UNTOLD else []
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(doubts)), crowds=summary(seen))
    examined = sum(len(other.meanwhile) for one in seen.crowds for other in one.beside)
    reason = "nobody asked for another journey beside a crowd"
    return Judgement(examined, tuple(problems), reason, {"crowds": summary(seen)})


def _pairs(seen: Crowds) -> list[tuple[str, str]]:
    """Return each journey that had a crowd with each other one."""
    return list(dict.fromkeys((one.journey, other.journey) for one in seen.crowds for other in one.beside))


def _beside(seen: Crowds, name: str, other: str) -> list[tuple[Crowded, Beside]]:
    return [(one, asked) for one in seen.of(name) for asked in one.beside if asked.journey == other]


def _problem(one: Crowded, other: Beside, limit: float) -> Problem:
    bad = unanswered(other.meanwhile, other.promised, limit)
    slowest = max(reply.seconds for reply in bad)
    alone = f", {other.alone[-1].seconds:.3f} s alone" if other.alone else ""
    return Problem(
        f"{other.journey} beside a crowd of {len(one.crowd)} on {one.journey}",
        f"{other.promised} within {limit:g} s, for half of them at least",
        f"{len(bad)} of {len(other.meanwhile)} not: {kinds(bad, other.promised)}; "
        f"the slowest after {slowest:.1f} s{alone}",
    )
