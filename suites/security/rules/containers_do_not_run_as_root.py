"""No container runs as root.

Why: a process that is root in its container is one flaw of the engine away from being root on the host.
Reference: CIS Docker Benchmark 4.1; OWASP ASVS 5.0 13.2.2 (least privilege).
Remedy: name a user in the image; give it the folders that it writes to.
"""

from __future__ import annotations

from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each


@rule("containers")
def judge(seen: Inspected, containers: Containers) -> Judgement:
    """Refuse a first process whose effective user is 0, unless its service may be root."""
    allowed = containers.root

    def wrong(container: Container) -> str:
        return f"uid {container.uid}" if container.uid == 0 and container.service not in allowed else ""

    return judge_each(seen, "a user other than root", wrong, lambda container: container.uid is None)
