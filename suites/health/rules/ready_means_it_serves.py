"""From its first yes on, a new process answers users as promised.

Why: a process that says it is ready when it is imported gets traffic before its pool, its migrations or its
cache are there, and each roll-out begins with errors.
Reference: Kubernetes, Configure Liveness, Readiness and Startup Probes; AWS Builders' Library, Implementing
health checks.
Remedy: let readiness pass only when what requests need has been used once.
"""

from __future__ import annotations

from collections import Counter

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.suites.health.observations.probes import Sample

_LIMITED = 429


@rule("health.readiness", "traffic.reads")
def judge(seen: Lifecycle) -> Judgement:
    """Refuse traffic, reads or writes, not answered as promised between the first yes and the stop."""
    since = seen.ready_seconds
    if since is None:
        return Judgement.cannot_tell("the process never said that it was ready")
    if seen.traffic_status is None:
        return Judgement.cannot_tell("traffic.requests has no GET that answers below 400: add one")
    asked = {q: _between(seen, q, since, promised) for q, promised in seen.promised.items()}
    problems = tuple(
        Problem(f"{question} of a process that was ready after {since:.1f} s", str(promised), said)
        for question, promised in seen.promised.items()
        if promised is not None and (said := _said(asked[question], promised))
    )
    reason = "" if asked["traffic"] else "no request was sent to the ready process"
    return Judgement(sum(map(len, asked.values())) if asked["traffic"] else 0, problems, reason)


def _between(seen: Lifecycle, question: str, since: float, promised: int | None) -> list[Sample]:
    """Return what was asked meanwhile; who is told to come later has learnt nothing of the start."""
    end = seen.stop_asked_seconds
    own = [s for s in seen.of(question) if since < s.at_seconds and s.at_seconds + s.seconds < end]
    return [s for s in own if s.status != _LIMITED or promised == _LIMITED]


def _said(asked: list[Sample], promised: int) -> str:
    bad = Counter(s.answer for s in asked if s.status != promised)
    return (
        f"{', '.join(f'{answer} x {count}' for answer, count in bad.items())} of {len(asked)}" if bad else ""
    )
