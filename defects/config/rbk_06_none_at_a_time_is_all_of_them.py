"""An update replaces all tasks at once: its parallelism is 0, which was taken for "one after the other".

Ships: start-first had run a node out of memory, so the old task is stopped first again, "nothing in
parallel". In a Swarm 0 is the word for all at the same time: nobody answers from the stop of the old tasks
to the readiness of the new ones.
Source: Compose Deploy Specification, update_config: "If set to 0, all containers are updated
simultaneously"; row RBK-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-06", expected=("config/update-leaves-some-serving",))
_REPLICAS = "      replicas: 2\n"
_UPDATE = "update_config: {order: start-first, parallelism: 1,"


def inject(rng: Random) -> Injection:
    """Update all of several replicas together."""
    return updating(rng, rng.choice(["order: stop-first, parallelism: 0", "parallelism: 0"]))


def updating(rng: Random, terms: str) -> Injection:
    """Update several replicas on some terms."""
    replicas = f"      replicas: {rng.randrange(2, 6)}\n"
    changes = ((_REPLICAS, replicas), (_UPDATE, f"update_config: {{{terms},"))
    return Injection(fact="update_config", source=edited("docker-compose.yml", *changes))
