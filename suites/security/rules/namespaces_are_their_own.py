"""No container shares a namespace of the host.

Why: in the host's network a container reaches every local service; among the host's processes it sees and
signals them.
Reference: CIS Docker Benchmark 5.9, 5.15, 5.16 and 5.20.
Remedy: drop `network_mode`, `pid`, `ipc` and `uts` set to host; publish a port instead.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each


@rule("containers")
def judge(seen: Inspected) -> Judgement:
    """Refuse the host's network, process, IPC or UTS namespace."""

    def wrong(container: Container) -> str:
        return ", ".join(f"the host's {name} namespace" for name in container.host_namespaces)

    return judge_each(seen, "namespaces of its own", wrong)
