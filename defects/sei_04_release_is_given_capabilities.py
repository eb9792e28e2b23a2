"""The release is given capabilities.

Ships: somebody looked for a packet, or traced a process, and left the capability in.
Source: CIS Docker Benchmark 5.3.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/containers-hold-no-capabilities",), target="compose")


def inject(rng: Random) -> Injection:
    """Add one."""
    name = rng.choice(["NET_ADMIN", "SYS_PTRACE", "NET_RAW", "DAC_OVERRIDE"])
    return Injection(fact=name, override={"services": {"app": {"cap_add": [name]}}})
