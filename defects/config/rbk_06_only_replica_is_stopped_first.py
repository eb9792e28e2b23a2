"""The release runs once, and its update stops it before the new one starts.

Ships: the second replica was saved, and `order` was left to what a Swarm does by itself.
Source: moby/moby#43081; Compose Deploy Specification, update_config.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-06", expected=("config/update-leaves-some-serving",))


def inject(rng: Random) -> Injection:
    """Run as many as are stopped at a time."""
    count = rng.randrange(1, 4)
    return Injection(fact=f"{count} of {count}", override=replicated(count, "stop-first", count))


def replicated(replicas: int, order: str, parallelism: int) -> dict[str, object]:
    """Say how many there are, and how they are updated."""
    update = {"order": order, "parallelism": parallelism}
    return {"services": {"app": {"deploy": {"replicas": replicas, "update_config": update}}}}
