"""The release runs once on each node, and its update takes all nodes at once.

Ships: `mode: global` came with a second node, so that each has a replica of its own; `parallelism: 0` was
read as *none beside each other*, and means all of them. A global service cannot start the new task first.
Source: Compose Deploy Specification, mode and update_config; moby/moby#43081.
"""

from __future__ import annotations

from random import Random

from proving.seed import RESET, Defect, Injection, Replaced

DEFECT = Defect("RBK-06", expected=("config/update-leaves-some-serving",))


def inject(rng: Random) -> Injection:
    """Update every node at a time, whatever time each of them then gets."""
    update = {
        "parallelism": 0,
        "delay": f"{rng.randrange(5, 30)}s",
        "monitor": f"{rng.randrange(45, 90)}s",
        "failure_action": "rollback",
    }
    deploy = {"mode": "global", "replicas": RESET, "update_config": Replaced(update)}
    return Injection(fact="app", override={"services": {"app": {"deploy": deploy}}})
