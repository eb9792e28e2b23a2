"""Liveness passes, and in time, while a dependency hangs.

Why: a liveness that waits for the database is killed by its probe's time-out, replica after replica, and each
new process begins with cold connections to the same hung database.
Reference: Kubernetes, Configure Probes, caution on liveness; vdnt.click's and sivabuilds' post-mortems.
Remedy: let liveness answer from the process alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health, Probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.faults import Hangs
from gonogo.suites.health.observations.probes import Outage, Sample
from gonogo.suites.health.outages import before_doubt, conclude, counted, restarted
from gonogo.suites.health.unseen import unseen, unseen_doubt


@rule("health.liveness", "paused_dependencies")
def judge(seen: Hangs, health: Health) -> Judgement:
    """Refuse a liveness that fails or does not answer, and a process that is replaced."""
    probe = health.liveness
    examined = sum(s.at_seconds >= 0 for outage in seen.outages for s in outage.of("liveness"))
    problems = [p for outage in seen.outages for p in _problems(outage, probe)]
    return conclude(examined, problems, (_doubt(outage, probe) for outage in seen.outages), seen.outages)


def _doubt(outage: Outage, probe: Probe | None) -> str:
    """Doubt what our own machine was too busy to see; one that does not answer is the problem itself."""
    return _not_asked(outage) or unseen_doubt(_asked(outage), probe)


def _not_asked(outage: Outage) -> str:
    if doubt := before_doubt(outage, "liveness"):
        return doubt
    during = [s for s in outage.of("liveness") if 0 <= s.at_seconds < outage.start_asked_seconds]
    return "" if during else f"liveness was not asked while {outage.dependency} hung"


def _asked(outage: Outage, replica: str | None = None) -> list[Sample]:
    return [s for s in outage.of("liveness", replica) if s.at_seconds >= outage.stop_asked_seconds]


def _problems(outage: Outage, probe: Probe | None) -> Iterator[Problem]:
    if _not_asked(outage):
        return
    for replica in outage.replicas:
        failed = [s for s in _asked(outage, replica) if not s.passes and not unseen(s, probe)]
        where = f"liveness of {replica} while {outage.dependency} hangs"
        if failed:
            yield Problem(
                where, "2xx throughout", f"{counted(failed)}, first at {failed[0].at_seconds:.1f} s"
            )
        if restarted(outage, replica):
            yield Problem(where, "the process of before", "another process, or none")
