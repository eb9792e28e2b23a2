"""No container shares a namespace of the host.

Why: in the host's network a container reaches every local service; among the host's processes it sees and
signals them; with the host's users its root is the host's, where the engine maps that of others to nobody.
Reference: CIS Docker Benchmark 5.9, 5.15, 5.16, 5.20 and 5.30; Docker, "Isolate containers with a user
namespace".
Remedy: drop `network_mode`, `pid`, `ipc`, `uts` and `userns_mode` set to host; publish a port instead.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each


@rule("containers")
def judge(seen: Inspected) -> Judgement:
    """Refuse the host's network, process, IPC, UTS or user namespace."""

    def wrong(container: Container) -> str:
        return ", ".join(f"the host's {name} namespace" for name in container.host_namespaces)

    return judge_each(seen, "namespaces of its own", wrong)
