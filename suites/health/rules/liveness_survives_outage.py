"""Liveness passes while a dependency is away, and no process is restarted.

Why: a liveness that asks the database turns its outage into a restart storm of every replica, which outlasts
the outage and cannot help it.
Reference: Kubernetes, Configure Probes, caution on liveness; AWS Builders' Library on health checks.
Remedy: let liveness answer from the process alone; ask dependencies in readiness.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages
from gonogo.suites.health.outages import conclude, control_doubt, counted, restarted


@rule("health.liveness", "dependencies")
def judge(seen: Outages) -> Judgement:
    """Refuse a liveness that fails, and a process that is replaced, from the stop to the end."""
    examined = sum(len(outage.away("liveness")) for outage in seen.outages)
    problems = [p for outage in seen.outages for p in _problems(outage)]
    return conclude(examined, problems, (control_doubt(o, "liveness") for o in seen.outages), seen.outages)


def _problems(outage: Outage) -> Iterator[Problem]:
    if control_doubt(outage, "liveness"):
        return
    for replica in outage.replicas:
        asked = outage.of("liveness", replica)
        failed = [s for s in asked if s.at_seconds >= outage.stop_asked_seconds and not s.passes]
        where = f"liveness of {replica} without {outage.dependency}"
        if failed:
            observed = f"{counted(failed)}, first at {failed[0].at_seconds:.1f} s"
            yield Problem(where, "2xx throughout", observed)
        if restarted(outage, replica):
            yield Problem(where, "the process of before", "another process, or none")
