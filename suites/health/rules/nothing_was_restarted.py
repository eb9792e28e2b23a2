"""No container of the stack had to be restarted for the stack to come up.

Why: a process that crashed and was started again by its engine looks like one that is well; what it ran into
is still there, and each new replica and each night's restart may run into it.
Reference: Kubernetes, Pod Lifecycle (restart policy, CrashLoopBackOff); CIS Docker Benchmark, on restart
policies; rhesis-ai/rhesis issue 2545 (replicas that migrate at the same time).
Remedy: read the container's log before the restart; wait for what a start needs, within the start, and let
one process alone prepare what all share.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.containers import Container, Restarts


@rule("health")
def judge(seen: Restarts) -> Judgement:
    """Refuse each container that runs and was restarted, or is about to be."""
    problems = tuple(_problem(container) for container in seen.containers if container.restarts)
    return Judgement(len(seen.containers), problems, "" if seen.containers else "no container ran")


def _problem(container: Container) -> Problem:
    times = "once" if container.restarts == 1 else f"{container.restarts} times"
    return Problem(container.name, "a first start that lasts", f"restarted {times}, now {container.state}")
