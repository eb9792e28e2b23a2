"""Every container is limited in memory, processes and processor time.

Why: one leak or one fork loop takes the host with it, and every other service on it.
Reference: CIS Docker Benchmark 5.10, 5.11 and 5.28.
Remedy: set `deploy.resources.limits` with cpus, memory and pids for each service.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each


@rule("containers")
def judge(seen: Inspected) -> Judgement:
    """Refuse a container without one of the three limits."""

    def wrong(container: Container) -> str:
        limits = {"memory": container.memory_bytes, "processes": container.processes, "cpus": container.cpus}
        return ", ".join(f"no limit of {name}" for name, value in limits.items() if value is None)

    return judge_each(seen, "finite memory, processes and cpus", wrong)
