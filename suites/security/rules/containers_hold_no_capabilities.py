"""No container holds more capabilities than the contract grants its service.

Why: NET_ADMIN, SYS_PTRACE and the rest are parts of root; with one of them a break-in goes on where it would
have ended.
Reference: CIS Docker Benchmark 5.3 and 5.4; capabilities(7).
Remedy: `cap_drop: [ALL]`, then add by name what the process needs; never `privileged`.
"""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.contract.security import Containers
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each

_ALL = "ALL"
_NAMES = (
    *("CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP"),
    *(
        "LINUX_IMMUTABLE",
        "NET_BIND_SERVICE",
        "NET_BROADCAST",
        "NET_ADMIN",
        "NET_RAW",
        "IPC_LOCK",
        "IPC_OWNER",
    ),
    *(
        "SYS_MODULE",
        "SYS_RAWIO",
        "SYS_CHROOT",
        "SYS_PTRACE",
        "SYS_PACCT",
        "SYS_ADMIN",
        "SYS_BOOT",
        "SYS_NICE",
    ),
    *("SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL"),
    *("SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ"),
    *("PERFMON", "BPF", "CHECKPOINT_RESTORE"),
)
"""Each at the place of its bit."""


@rule("containers")
def judge(seen: Inspected, containers: Containers) -> Judgement:
    """Refuse privileged containers, and capabilities beyond the list: added ones, and those that are held."""

    def wrong(container: Container) -> str:
        legal = {name.removeprefix("CAP_") for name in containers.capabilities.get(container.service, ())}
        if container.privileged:
            return "privileged"
        more = [name for name in container.added if name not in legal]
        held = (container.effective or 0) & ~_bits(legal) & _bits(_NAMES)
        return ", ".join(more) or (f"effective capabilities {held:#x}: {_named(held)}" if held else "")

    return judge_each(seen, "no capability beyond the contract's", wrong, lambda c: c.effective is None)


def _bits(names: Iterable[str]) -> int:
    return sum(1 << bit for bit, name in enumerate(_NAMES) if {name, _ALL} & {*names})


def _named(bits: int) -> str:
    return ", ".join(name for bit, name in enumerate(_NAMES) if bits >> bit & 1)
