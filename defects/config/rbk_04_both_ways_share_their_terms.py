"""Roll-out and way back share one block of terms, in which nobody says what a failure leads to.

Ships: the two blocks were alike but for a word, and were made one by an anchor. The word was that of the
roll-out alone, and it went: an update that fails stops where it is, and no task goes back.
Source: Compose Deploy Specification and Docker, `--update-failure-action` (it is `pause` unless said
otherwise); row RBK-04. The tidying is own.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-04", expected=("config/failed-update-is-rolled-back",))
_UPDATE = (
    "      update_config: {order: start-first, parallelism: 1, monitor: 45s, failure_action: rollback}\n"
)
_BACK = "      rollback_config: {order: start-first, parallelism: 1, monitor: 45s}\n"
_BEFORE = "x-build: &build\n"


def inject(rng: Random) -> Injection:
    """Use the block as it is, both ways."""
    return sharing(rng, "*{name}")


def sharing(rng: Random, update: str) -> Injection:
    """Make one block of the two; in ``update``, which the roll-out becomes, ``{name}`` is the block's."""
    name, seconds = rng.choice(["rollout", "terms", "careful", "one-by-one"]), rng.randrange(45, 91)
    block = f"x-{name}: &{name} {{order: start-first, parallelism: 1, monitor: {seconds}s}}\n\n"
    source = edited(
        "docker-compose.yml",
        (_BEFORE, block + _BEFORE),
        (_UPDATE, f"      update_config: {update.replace('{name}', name)}\n"),
        (_BACK, f"      rollback_config: *{name}\n"),
    )
    return Injection(fact="app", source=source)
