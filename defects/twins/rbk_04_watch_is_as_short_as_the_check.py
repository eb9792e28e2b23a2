"""A new task is watched for a few seconds, and its health check fails sooner still.

Good because: what is watched for longer than it needs to fail has failed by then.
Source: Compose Deploy Specification, update_config.
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_04_watch_ends_before_the_check import updating
from proving.seed import Injection, Twin

TWIN = Twin("RBK-04", of="RBK-04-watch-ends-before-the-check")


def inject(rng: Random) -> Injection:
    """Watch for as long as the shorter check can take."""
    watched = rng.randrange(12, 28)
    check = {"start_period": f"{watched - 6}s"}
    return Injection(fact=f"{watched} s", override=updating(check, monitor=f"{watched}s"))
