"""An update that failed is taken back at once: every task stops, and then the old release starts.

Ships: the way back "has to be quick", so that its parallelism is 0, and its order the one that needs no room.
Source: moby/moby#43081; Compose Deploy Specification, rollback_config.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-06", expected=("config/update-leaves-some-serving",))


def inject(rng: Random) -> Injection:
    """Stop all of them first, however many there are."""
    replicas = rng.randrange(2, 9)
    deploy = {"replicas": replicas, "rollback_config": {"order": "stop-first", "parallelism": 0}}
    return Injection(fact=f"of {replicas} at", override={"services": {"app": {"deploy": deploy}}})
