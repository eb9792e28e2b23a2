"""Liveness asks the one task that tells others of new articles, which at the planned rate is always behind.

Good because: the queue goes by urgency, and the mark of the probe has the highest: it waits for one notice at
most, which takes less than half of the time that the probe has.
Source: Python, `asyncio.PriorityQueue`.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_04_probe_goes_through_the_outbox import telling
from proving.seed import Injection, Twin

TWIN = Twin("HLT-04", of="HLT-04-probe-goes-through-the-outbox")


def inject(rng: Random) -> Injection:
    """Tell what is urgent first."""
    return telling(rng, "PriorityQueue")
