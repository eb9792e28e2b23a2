"""The release was given more time for what is in flight, and the stack was not told.

Ships: long exports were cut off; the setting is in one file, the grace period in another.
Source: Kludex/uvicorn#1950; Kubernetes, Pod termination.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_19_grace_is_cut_short import stopping
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-19", expected=("config/stop-grace-outlasts-the-drain",))


def inject(rng: Random) -> Injection:
    """Raise one of the two settings above what is left of the grace period."""
    name, least = rng.choice([("UKP_SHUTDOWN_SECONDS", 17), ("UKP_DRAIN_SECONDS", 10)])
    value = rng.randrange(least, 120)
    return stopping(f"{name}={value}", grace="20s", **{name: str(value)})
