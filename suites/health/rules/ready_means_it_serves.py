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


@rule("health.readiness", "traffic.reads")
def judge(seen: Lifecycle) -> Judgement:
    """Refuse traffic not answered as promised between the first yes and the stop."""
    since = seen.ready_seconds
    if since is None:
        return Judgement.cannot_tell("the process never said that it was ready")
    if seen.traffic_status is None:
        return Judgement.cannot_tell("traffic.requests has no GET that answers below 400: add one")
    asked = [
        s
        for s in seen.of("traffic")
        if since < s.at_seconds and s.at_seconds + s.seconds < seen.stop_asked_seconds
    ]
    bad = Counter(s.answer for s in asked if s.status != seen.traffic_status)
    if not bad:
        return Judgement(len(asked), (), "" if asked else "no request was sent to the ready process")
    said = ", ".join(f"{answer} x {count}" for answer, count in bad.items())
    where = f"traffic of a process that was ready after {since:.1f} s"
    return Judgement(len(asked), (Problem(where, str(seen.traffic_status), f"{said} of {len(asked)}"),))
