"""No container holds more capabilities than the contract grants its service.

Why: NET_ADMIN, SYS_PTRACE and the rest are parts of root; with one of them a break-in goes on where it would
have ended.
Reference: CIS Docker Benchmark 5.3 and 5.4; capabilities(7).
Remedy: `cap_drop: [ALL]`, then add by name what the process needs; never `privileged`.
"""

from __future__ import annotations

from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each

_ALL = "ALL"
_KNOWN_BITS = (1 << 41) - 1


@rule("containers")
def judge(seen: Inspected, containers: Containers) -> Judgement:
    """Refuse privileged containers, added capabilities beyond the list, and effective ones without any."""
    granted = containers.capabilities

    def wrong(container: Container) -> str:
        legal = granted.get(container.service, ())
        if container.privileged:
            return "privileged"
        more = [name for name in container.added if name not in legal]
        held = container.effective is not None and container.effective & _KNOWN_BITS and not legal
        return ", ".join(more) or (f"effective capabilities {container.effective:#x}" if held else "")

    return judge_each(seen, "no capability beyond the contract's", wrong, lambda c: c.effective is None)
