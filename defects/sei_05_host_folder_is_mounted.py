"""The release is handed the engine's socket, or a folder of the host.

Ships: it was to list containers, or to read the host's name.
Source: CIS Docker Benchmark 5.5, 5.31.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-05", expected=("security/host-is-not-mounted",), target="compose")


def inject(rng: Random) -> Injection:
    """Mount one, for reading only."""
    path = rng.choice(["/var/run/docker.sock", "/etc", "/sys"])
    mounted = {"volumes": [f"{path}:/mnt/host-{rng.randrange(100)}:ro"]}
    return Injection(fact=path, override={"services": {"app": mounted}})
