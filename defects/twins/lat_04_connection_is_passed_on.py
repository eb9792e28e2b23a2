"""The same title is looked for first, and the article is stored on the connection that is held anyway.

Good because: a write holds one connection and waits for no second one, however many come at once.
Source: HikariCP, "About Pool Sizing" (pool-locking).
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_04_connection_is_held_for_another import looked_for
from proving.seed import Injection, Twin

TWIN = Twin("LAT-04", of="LAT-04-connection-is-held-for-another")


def inject(rng: Random) -> Injection:
    """Pass the connection on."""
    return looked_for(rng, "await self.insert(connection, content, owner)")
