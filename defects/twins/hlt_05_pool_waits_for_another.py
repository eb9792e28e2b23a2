"""What a search asks of a few threads waits for other threads.

Good because: those have a pool of their own, and wait for nobody: a crowd queues for a moment, and moves on.
Source: Python, `concurrent.futures`; row HLT-05.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_05_pool_waits_for_itself import looking_up
from proving.seed import Injection, Twin

TWIN = Twin("HLT-05", of="HLT-05-pool-waits-for-itself")


def inject(rng: Random) -> Injection:
    """Look the words up in a pool of their own."""
    return looking_up(rng, "_WORDS")
