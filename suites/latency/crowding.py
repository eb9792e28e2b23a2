"""What a crowd tells of the journey that it asked for, and of those beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gonogo.contract.crowd import Crowd
from gonogo.contract.latency import Journey, Latency
from gonogo.core.lateness import Told, tell
from gonogo.suites.latency.observations.crowd import Beside, Crowded, Reply

MOMENT_SECONDS = 0.25
"""Clients that were sent further apart are no crowd any more."""
STARVED = 2.0
"""Where a busy process takes so many times its processor time, the service had not what it needs either."""
_GRACE_SECONDS = 0.25  # what a busy machine adds to an answer; who waits for a crowd waits for seconds
_TAILS = ("p95", "p99")


def is_answered(reply: Reply, promised: int, seconds: float) -> bool:
    """Whether it is the promised answer in time."""
    return reply.said == str(promised) and reply.seconds <= seconds


def is_excused(reply: Reply, promised: int, seconds: float) -> bool:
    """Whether our own machine may be why it is not."""
    slow = reply.said in {str(promised), "timeout"}
    return reply.own or (slow and reply.seconds - reply.ours_seconds <= seconds)


def _excused(one: Crowded, bad: Sequence[Reply], promised: int, seconds: float) -> int:
    return len(bad) if is_starved(one) else sum(is_excused(reply, promised, seconds) for reply in bad)


def unanswered(replies: Iterable[Reply], promised: int, seconds: float) -> tuple[Reply, ...]:
    """Return those that are not the promised answer in time."""
    return tuple(reply for reply in replies if not is_answered(reply, promised, seconds))


def is_well_alone(replies: Sequence[Reply], promised: int, seconds: float) -> bool:
    """Whether one client alone was answered in the end: the first one may have paid for a slow start."""
    return bool(replies) and is_answered(replies[-1], promised, seconds)


def tell_crowd(one: Crowded, crowd: Crowd, error_ratio: float) -> Told:
    """Tell whether the clients were answered, but for as many as may fail, and as may be shed."""
    if not is_well_alone(one.alone, one.promised, crowd.within_seconds):
        return Told.UNTOLD
    bad = unanswered(one.crowd, one.promised, crowd.within_seconds)
    shed = sum(reply.shed for reply in bad)
    forgiven = min(shed, int(round(crowd.may_shed * len(one.crowd), 6)))
    excused = _excused(one, bad, one.promised, crowd.within_seconds)
    most, worst = round(error_ratio * len(one.crowd), 6), len(bad) - forgiven
    return tell(most, worst, worst - excused, lighter=not is_crowd(one))


def tell_rest(one: Crowded) -> Told:
    """Tell whether one client alone has its answer again, however late; who is turned away tells nothing."""
    if str(one.promised) in {reply.said for reply in one.after}:
        return Told.KEPT
    unsure = any(reply.shed or reply.own for reply in one.after) or not one.after
    return Told.UNTOLD if unsure or is_starved(one) else Told.BROKEN


def tell_beside(one: Crowded, other: Beside, crowd: Crowd, limit: float) -> Told:
    """Tell whether at least half of those who asked for the other journey were answered within the limit.

    Half, since one fair queue serves the crowd first, which came first. Where that takes up to twice the
    limit, who came early is over it, and who came later is not; who is held up is over it to the end.
    """
    if not (one.crowd and is_well_alone(other.alone, other.promised, limit)):
        return Told.UNTOLD
    bad = unanswered(other.meanwhile, other.promised, limit)
    excused = _excused(one, bad, other.promised, limit)
    lighter = not is_crowd(one) or not was_taken(one, crowd)
    return tell(len(other.meanwhile) / 2, len(bad), len(bad) - excused, lighter=lighter)


def is_crowd(one: Crowded) -> bool:
    """Whether its clients came at one moment."""
    return one.sent_within_seconds <= MOMENT_SECONDS


def is_starved(one: Crowded) -> bool:
    """Whether our own machine had too much to do for anybody to be quick: whatever failed tells nothing."""
    return one.slowed >= STARVED


def was_taken(one: Crowded, crowd: Crowd) -> bool:
    """Whether the service worked for at least half of the clients that it may not turn away."""
    taken = sum(reply.said in {str(one.promised), "timeout"} for reply in one.crowd)
    return taken >= (1 - crowd.may_shed) * len(one.crowd) / 2


def limit_beside(journey: Journey, crowd: Crowd) -> float:
    """Return within which time a journey is answered beside a crowd: that of the slowest that it promises.

    A median promises nothing of the slow ones: then it is the crowd's own time.
    """
    tails = [seconds for name, seconds in journey.budgets.items() if name in _TAILS]
    return max(tails) + _GRACE_SECONDS if tails else crowd.within_seconds


def is_kept(one: Crowded, latency: Latency, crowd: Crowd) -> bool:
    """Whether a crowd leaves no question, so that no second one is worth its time."""
    journeys = {journey.name: journey for journey in latency.journeys}
    told = [tell_crowd(one, crowd, journeys[one.journey].error_ratio), tell_rest(one)]
    told += [
        tell_beside(one, other, crowd, limit_beside(journeys[other.journey], crowd)) for other in one.beside
    ]
    return all(how is Told.KEPT for how in told)


def together(told: Sequence[Told]) -> Told:
    """Fold what several crowds of a journey tell: it is kept once it was kept, and broken if it never was."""
    if Told.KEPT in told:
        return Told.KEPT
    return Told.BROKEN if told and Told.UNTOLD not in told else Told.UNTOLD
