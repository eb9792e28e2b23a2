"""What a service may use is written under what is reserved for it.

Ships: the two blocks look alike and stand beside each other in the examples; whoever wanted to make sure that
the service gets its memory moved the lines from one to the other. Compose accepts it, and nothing is limited.
Source: CIS Docker Benchmark 5.11, 5.12, 5.29; Compose, deploy specification (`resources`); row SEI-07.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection, Replaced

DEFECT = Defect("SEI-07", expected=("security/resources-are-limited",), target="compose")
SIZES = {"valkey": (0.5, 128), "postgres": (1.0, 512), "prometheus": (0.5, 256), "worker": (0.5, 256)}
"""Processors and MiB that services of the stack may use."""


def inject(rng: Random) -> Injection:
    """Reserve what was the limit."""
    service = rng.choice(sorted(SIZES))
    cpus, mebibytes = SIZES[service]
    resources = Replaced({"reservations": {"cpus": str(cpus), "memory": f"{mebibytes}M"}})
    return Injection(fact=service, override={"services": {service: {"deploy": {"resources": resources}}}})
