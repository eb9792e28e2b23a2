"""A service has nothing under `deploy` that limits it.

Good because: its limits are the older keys of the service itself, which an engine takes as well.
Source: Compose, services specification (`mem_limit`, `cpus`, `pids_limit`).
"""

from __future__ import annotations

from random import Random

from defects.security.sei_07_limits_are_reservations import SIZES
from proving.seed import RESET, Injection, Twin

TWIN = Twin("SEI-07", of="SEI-07-limits-are-reservations", target="compose")


def inject(rng: Random) -> Injection:
    """Say the same by the other names."""
    service = rng.choice(sorted(SIZES))
    cpus, mebibytes = SIZES[service]
    limits = {"cpus": cpus, "mem_limit": f"{mebibytes}m", "pids_limit": rng.choice([128, 192, 256])}
    return Injection(fact=service, override={"services": {service: {"deploy": RESET, **limits}}})
