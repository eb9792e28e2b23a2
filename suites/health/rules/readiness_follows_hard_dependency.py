"""Readiness fails while a hard dependency is away.

Why: a replica that says yes and cannot work gets its full share of the traffic, and fails all of it.
Reference: webhook-broadcast issue 103; Kubernetes, Configure Probes, on readiness.
Remedy: let readiness ask each hard dependency, by what routes need of it (a write, not a ping), with a
bounded time-out and a cache of about a second.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages, Sample
from gonogo.suites.health.outages import after_doubt, conclude, control_doubt, counted


@rule("health.readiness", "hard_dependencies")
def judge(seen: Outages, health: Health) -> Judgement:
    """Refuse a readiness that passes once notices_within_seconds are over, until the start."""
    within = health.notices_within_seconds
    hard = [outage for outage in seen.outages if outage.hard]
    doubts = [control_doubt(outage, "readiness") or _too_short(outage, within) for outage in hard]
    sure = [outage for outage, doubt in zip(hard, doubts, strict=True) if not doubt]
    problems = [p for outage in sure for p in _problems(outage, within)]
    doubts += [after_doubt(outage, "readiness") for outage in sure]
    return conclude(sum(len(outage.away("readiness")) for outage in sure), problems, doubts, hard)


def _late(outage: Outage, within: float, replica: str) -> list[Sample]:
    """Return what was asked when readiness had to know."""
    return [s for s in outage.away("readiness", replica) if s.at_seconds >= within]


def _too_short(outage: Outage, within: float) -> str:
    for replica in outage.replicas:
        noticed = any(not s.passes for s in outage.away("readiness", replica))
        if not noticed and not _late(outage, within, replica):
            return (
                f"{outage.dependency} was away for {outage.start_asked_seconds:.1f} s, less than {within:g} s"
            )
    return ""


def _problems(outage: Outage, within: float) -> Iterator[Problem]:
    for replica in outage.replicas:
        passed = [s for s in _late(outage, within, replica) if s.passes]
        if passed:
            observed = f"{counted(passed)}, first at {passed[0].at_seconds:.1f} s"
            expected = f"not 2xx from {within:g} s on"
            yield Problem(f"readiness of {replica} without {outage.dependency}", expected, observed)
