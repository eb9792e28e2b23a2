"""A service of the stack is what somebody once started by hand, written down as it was.

Ships: a long `docker run` that worked became lines in the compose file: root, with a capability, an open root
file system, no limits, the host's processes in sight, a path of the host mounted, its port published.
Source: CIS Docker Benchmark 4.1, 5.3, 5.5, 5.10, 5.12, 5.13, 5.15, 5.28, 5.31.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEI-04",
    expected=(
        "security/containers-do-not-run-as-root",
        "security/containers-hold-no-capabilities",
        "security/host-is-not-mounted",
        "security/namespaces-are-their-own",
        "security/ports-are-published-as-promised",
        "security/resources-are-limited",
        "security/root-file-systems-are-read-only",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Write it down for the cache, which keeps its own image and start."""
    capability = rng.choice(["NET_ADMIN", "SYS_PTRACE", "NET_RAW", "DAC_OVERRIDE"])
    service = {
        "user": rng.choice(["root", "0:0"]),
        "cap_add": [capability],
        "read_only": False,
        "pid": "host",
        "ports": [rng.choice(["127.0.0.1::6379", "6379"])],
        "networks": ["data", "observe"],
        "volumes": [f"{rng.choice(['/var/run/docker.sock', '/etc', '/sys'])}:/mnt/host:ro"],
        "deploy": {"resources": {"limits": {"memory": "0"}}},
    }
    return Injection(fact=capability, override={"services": {"valkey": service}})
