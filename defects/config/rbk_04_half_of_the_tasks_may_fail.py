"""An update that fails is rolled back, once more than half of the tasks have failed.

Ships: a task now and then failed for reasons of its machine, and a whole update went back for it. With two
replicas the share of one is a half, so that an update with one bad replica is a success.
Source: Docker, `update_config` of the deploy specification (`max_failure_ratio`); row RBK-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-04", expected=("config/failed-update-is-rolled-back",), starred=True)
_OLD = "      update_config: {order: start-first, parallelism: 1, monitor: 45s, failure_action: rollback}\n"


def inject(rng: Random) -> Injection:
    """Let as many fail as there are replicas, or all but one."""
    return tolerating(rng.choice(["0.5", "0.6", "0.75", "1.0"]))


def tolerating(ratio: str) -> Injection:
    """Say which share of the tasks may fail."""
    new = _OLD.replace("failure_action", f"max_failure_ratio: {ratio}, failure_action")
    return Injection(fact="max_failure_ratio", source=edited("docker-compose.yml", (_OLD, new)))
