"""An update that fails is rolled back, once more than a share of the tasks has failed.

Good because: one task of two is more than that share, so that the first one that fails is one too many.
Source: Docker, `update_config` of the deploy specification (`max_failure_ratio`).
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_04_half_of_the_tasks_may_fail import tolerating
from proving.seed import Injection, Twin

TWIN = Twin("RBK-04", of="RBK-04-half-of-the-tasks-may-fail")


def inject(rng: Random) -> Injection:
    """Say what holds by itself, or a share that no task is small enough for."""
    return tolerating(rng.choice(["0", "0.1", "0.25", "0.4"]))
