"""The release is given a few seconds to stop.

Good because: its own settings add up to less.
Source: Compose Specification, stop_grace_period.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_19_grace_is_cut_short import stopping
from proving.seed import Injection, Twin

TWIN = Twin("CFG-19", of="CFG-19-grace-is-cut-short")


def inject(rng: Random) -> Injection:
    """Lower everything."""
    grace = rng.randrange(4, 9)
    return stopping(f"{grace} s", grace=f"{grace}s", UKP_DRAIN_SECONDS="0.5", UKP_SHUTDOWN_SECONDS="3")
