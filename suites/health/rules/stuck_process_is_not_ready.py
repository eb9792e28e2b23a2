"""A process that serves nobody any more, once the planned load is over, says that it is not ready.

Why: a probe that is answered on the event loop, or from another pool, is green while every worker waits for
a lock, or while each request fails at once on a broken connection. The balancer goes on sending users there,
and, as failures are quick, more and more of them.
Reference: onyx-dot-app/onyx issue 14052; AWS Builders' Library, Implementing health checks (a server that
fails fast draws traffic); Huang and others, Gray Failure, HotOS 2017.
Remedy: let readiness ask through the pool and the workers that requests use, with a deadline, or fail it
while requests have waited for long and none was answered.
"""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.load import Canary, Loaded, is_served
from gonogo.suites.health.observations.probes import Sample
from gonogo.suites.health.outages import counted
from gonogo.suites.health.promised import stuck_after

_FEWEST = 2
_GRACE_SECONDS = 0.5  # what a busy machine adds to an answer


@rule("health.readiness", "latency", "traffic.reads")
def judge(seen: Loaded, health: Health) -> Judgement:
    """Refuse a replica that is ready when it has to know that it has failed every user."""
    unserved = {canary.replica for canary in seen.canaries if _before(canary)}
    replicas = sorted({canary.replica for canary in seen.canaries} - unserved)
    stuck = [replica for replica in replicas if not any(map(is_served, seen.after("traffic", replica)))]
    late = {r: _late(seen.after("readiness", r), health) for r in stuck}
    sure = [r for r in stuck if late[r] and len(_surely_failed(seen.after("traffic", r))) >= _FEWEST]
    problems = tuple(_problem(seen, r, late[r][-1]) for r in sure if late[r][-1].passes)
    doubts = [doubt for canary in seen.canaries if (doubt := _before(canary))]
    doubts += [f"{r} served nobody, and nobody could ask it for long" for r in stuck if r not in sure]
    doubts += [seen.doubt] if seen.doubt else []
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(doubts)))
    return Judgement(len(seen.afterwards), problems, "" if replicas else "no replica was asked for traffic")


def _before(canary: Canary) -> str:
    """Say that traffic failed before the load: what it says afterwards is not about it."""
    if canary.status == canary.promised:
        return ""
    said = "not answered" if canary.status is None else f"answered {canary.status}"
    return f"{canary.name} at {canary.replica} was {said} before the load, promised {canary.promised}"


def _late(readiness: Iterable[Sample], health: Health) -> list[Sample]:
    """Return what readiness said when it had to know, in time: a yes that is late is of a starved process."""
    assert health.readiness is not None
    quick = health.readiness.within_seconds + _GRACE_SECONDS
    asked = [s for s in readiness if s.at_seconds >= stuck_after(health)]
    return [s for s in asked if s.seconds <= quick or not s.passes]


def _surely_failed(traffic: Iterable[Sample]) -> list[Sample]:
    """Leave out what our own machine may have been too busy to see."""
    return [s for s in traffic if not (s.error == "timeout" and s.late_seconds > 0)]


def _problem(seen: Loaded, replica: str, last: Sample) -> Problem:
    failed = counted(seen.after("traffic", replica))
    where = f"readiness of {replica}, {last.at_seconds:.1f} s after the load"
    return Problem(where, "a no, while no user is served", f"{last.answer}; traffic: {failed}")
