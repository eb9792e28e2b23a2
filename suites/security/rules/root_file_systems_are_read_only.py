"""Every root file system is read-only.

Why: what can write into its own image can leave something there that the next start runs.
Reference: CIS Docker Benchmark 5.12; OWASP ASVS 5.0 13.2.2.
Remedy: `read_only: true`, with a tmpfs or a volume for each folder that has to be written.
"""

from __future__ import annotations

from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each


@rule("containers")
def judge(seen: Inspected, containers: Containers) -> Judgement:
    """Refuse a container whose root can be written to, unless its service may."""
    allowed = containers.writable

    def wrong(container: Container) -> str:
        return "writable" if not container.read_only_root and container.service not in allowed else ""

    return judge_each(seen, "a read-only root file system", wrong)
