"""The release is given longer to start, and the roll-out looks away before its check can fail.

Ships: a cache is filled at the start, and the start period follows it; the watch stays as it was.
Source: moby/moby#37972; Compose Deploy Specification, update_config.
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_04_watch_ends_before_the_check import updating
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-04", expected=("config/failed-update-is-rolled-back",), starred=True)


def inject(rng: Random) -> Injection:
    """Let the start take minutes; three checks of two seconds come after it."""
    start = rng.randrange(60, 240)
    return Injection(fact=f"{start + 6} s", override=updating({"start_period": f"{start}s"}))
