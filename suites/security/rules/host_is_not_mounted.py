"""No container mounts the engine's socket or a folder of the host that matters.

Why: whoever holds the engine's socket is root on the host; a mounted /etc or / is the host itself.
Reference: CIS Docker Benchmark 5.5 and 5.31 (docker.sock).
Remedy: use named volumes; hand a process what it needs through the network or a read-only file of its own.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each

_SOCKETS = ("docker.sock", "containerd.sock", "crio.sock", "podman.sock")
_FOLDERS = (
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/proc",
    "/root",
    "/run",
    "/sys",
    "/usr",
    "/var/lib/docker",
    "/var/run",
)


@rule("containers")
def judge(seen: Inspected) -> Judgement:
    """Refuse bind mounts of a socket of an engine, of the root, and of what the system lives from."""

    def wrong(container: Container) -> str:
        return ", ".join(path for path in container.mounts if _is_sensitive(path))

    return judge_each(seen, "no folder of the host", wrong)


def _is_sensitive(path: str) -> bool:
    plain = path.rstrip("/") or "/"
    return plain == "/" or plain.endswith(_SOCKETS) or plain in _FOLDERS
