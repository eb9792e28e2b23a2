"""Liveness passes while a dependency is away, and no process is restarted.

Why: a liveness that asks the database turns its outage into a restart storm of every replica, which outlasts
the outage and cannot help it.
Reference: Kubernetes, Configure Probes, caution on liveness; AWS Builders' Library on health checks.
Remedy: let liveness answer from the process alone; ask dependencies in readiness.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health, Probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages, Sample
from gonogo.suites.health.outages import conclude, control_doubt, counted, restarted
from gonogo.suites.health.unseen import unseen, unseen_doubt


@rule("health.liveness", "dependencies")
def judge(seen: Outages, health: Health) -> Judgement:
    """Refuse a liveness that fails, and a process that is replaced, from the stop to the end."""
    probe = health.liveness
    examined = sum(len(outage.away("liveness")) for outage in seen.outages)
    problems = [p for outage in seen.outages for p in _problems(outage, probe)]
    doubts = (control_doubt(o, "liveness") or unseen_doubt(_asked(o), probe) for o in seen.outages)
    return conclude(examined, problems, doubts, seen.outages)


def _asked(outage: Outage, replica: str | None = None) -> list[Sample]:
    return [s for s in outage.of("liveness", replica) if s.at_seconds >= outage.stop_asked_seconds]


def _problems(outage: Outage, probe: Probe | None) -> Iterator[Problem]:
    if control_doubt(outage, "liveness"):
        return
    for replica in outage.replicas:
        failed = [s for s in _asked(outage, replica) if not s.passes and not unseen(s, probe)]
        where = f"liveness of {replica} without {outage.dependency}"
        if failed:
            observed = f"{counted(failed)}, first at {failed[0].at_seconds:.1f} s"
            yield Problem(where, "2xx throughout", observed)
        if restarted(outage, replica):
            yield Problem(where, "the process of before", "another process, or none")
