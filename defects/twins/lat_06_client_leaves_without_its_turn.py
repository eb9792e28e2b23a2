"""Bodies are read a few at a time.

Good because: a turn ends with the reading, however that ends.
Source: asyncio, `async with` of a Semaphore.
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_06_client_leaves_with_a_turn import taking_turns
from proving.seed import Injection, Twin

TWIN = Twin("LAT-06", of="LAT-06-client-leaves-with-a-turn")


def inject(rng: Random) -> Injection:
    """Give the turn back in any case."""
    old = "        async with asyncio.timeout(READ_SECONDS):\n"
    return taking_turns(rng, (old, "        async with _TURNS, asyncio.timeout(READ_SECONDS):\n"))
