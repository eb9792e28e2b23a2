"""A service has no limit of memory, or of processes.

Ships: it was killed at its limit once, and the limit was taken away.
Source: CIS Docker Benchmark 5.10, 5.28.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-07", expected=("security/resources-are-limited",), target="compose")


def inject(rng: Random) -> Injection:
    """Take one limit away."""
    service = rng.choice(["app", "proxy", "valkey"])
    limits = rng.choice([{"memory": "0"}, {"pids": -1}])
    override = {"services": {service: {"deploy": {"resources": {"limits": limits}}}}}
    return Injection(fact=service, override=override)
