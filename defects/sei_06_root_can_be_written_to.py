"""The root file system of a service can be written to.

Ships: a library wanted a cache beside its code.
Source: CIS Docker Benchmark 5.12.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-06", expected=("security/root-file-systems-are-read-only",), target="compose")


def inject(rng: Random) -> Injection:
    """Say so for one service."""
    service = rng.choice(["app", "proxy", "valkey"])
    return Injection(fact=service, override={"services": {service: {"read_only": False}}})
