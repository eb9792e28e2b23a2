"""The release drains for longer than any grace period that people are used to.

Good because: its grace period was raised with it, in minutes.
Source: Kubernetes, Pod termination.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_19_grace_is_cut_short import stopping
from proving.seed import Injection, Twin

TWIN = Twin("CFG-19", of="CFG-19-drain-outgrew-the-grace")


def inject(rng: Random) -> Injection:
    """Raise both."""
    value = rng.randrange(30, 85)
    return stopping(f"={value}", grace="1m30s", UKP_SHUTDOWN_SECONDS=str(value))
