"""No container mounts the engine's socket or a folder of the host that matters.

Why: whoever holds the engine's socket is root on the host; a mounted /etc or / is the host itself.
Reference: CIS Docker Benchmark 5.5 and 5.31 (docker.sock).
Remedy: use named volumes; hand a process what it needs through the network or a read-only file of its own.
"""

from __future__ import annotations

import re

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Container, Inspected
from gonogo.suites.security.posture import judge_each

_SOCKETS = ("docker.sock", "containerd.sock", "crio.sock", "podman.sock", "buildkitd.sock", "dockerd.sock")
_FOLDERS = (
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/etc/cron.d",
    "/etc/crontab",
    "/etc/docker",
    "/etc/gshadow",
    "/etc/kubernetes",
    "/etc/ld.so.preload",
    "/etc/pam.d",
    "/etc/shadow",
    "/etc/ssh",
    "/etc/sudoers",
    "/etc/sudoers.d",
    "/etc/systemd",
    "/home",
    "/lib",
    "/lib64",
    "/proc",
    "/proc/1",
    "/proc/sys",
    "/proc/sysrq-trigger",
    "/root",
    "/run",
    "/run/containerd",
    "/run/docker",
    "/run/podman",
    "/run/systemd",
    "/run/systemd/private",
    "/run/user",
    "/sbin",
    "/sys",
    "/usr",
    "/var",
    "/var/lib",
    "/var/lib/containerd",
    "/var/lib/docker",
    "/var/lib/docker/overlay2",
    "/var/lib/docker/volumes",
    "/var/lib/kubelet",
    "/var/run",
    "/var/spool/cron",
    "/var/spool/cron/crontabs",
)
_OTHERS = re.compile(r"/etc/cron\.(?:hourly|daily|weekly|monthly)|/run/user/\d+")
"""What the host runs by the clock, and where somebody's engine and keyring listen."""
_HOME = r"(?:/host_mnt)?/(?:root|(?:home|var/home|Users)/(?!Shared(?:/|$))[^/]+)"
"""Anybody's home, on a Mac as the engine's machine has it as well."""
_WHOLE_HOME = re.compile(_HOME)
_KEYS = re.compile(
    _HOME
    + r"/\.(?:aws|azure|docker|gnupg|kube|oci|password-store|terraform\.d|ssh(?!/(?:known_hosts|[^/]+\.pub)$)"
    r"|config/(?:containers|doctl|gcloud|gh|hcloud|op|rclone|sops)|local/share/keyrings"
    r"|git-credentials|netrc|pgpass|pypirc|vault-token)(?:/.*)?"
)
"""Where a person's own keys and logins lie; a project may have a folder of such a name as well."""
_DISK = re.compile(r"/dev/(?:sd|xvd|vd|hd|dm-|mapper/|nvme|mmcblk|disk/|mem$|kmem$|port$)\S*")


@rule("containers")
def judge(seen: Inspected) -> Judgement:
    """Refuse mounts of an engine's socket, the root, what the system lives from, and anybody's home or keys.

    A single file or folder below these may be for everybody, as /etc/localtime is. A volume whose driver
    binds a folder is a mount of that.
    """

    def wrong(container: Container) -> str:
        return ", ".join(path for path in container.mounts if _is_sensitive(path))

    return judge_each(seen, "no folder of the host", wrong)


def _is_sensitive(path: str) -> bool:
    plain = re.sub("/+", "/", path).rstrip("/") or "/"
    plain = f"/run{plain.removeprefix('/var/run')}" if plain.startswith("/var/run/") else plain
    known = plain == "/" or plain.endswith(_SOCKETS) or plain in _FOLDERS
    return known or any(pattern.fullmatch(plain) for pattern in (_WHOLE_HOME, _KEYS, _DISK, _OTHERS))
