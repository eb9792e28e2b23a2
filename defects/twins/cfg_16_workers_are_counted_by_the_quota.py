"""A start script counts workers, and comes to as many as the container's quota is for.

Good because: two for one processor keep it busy while one of them waits.
Source: gunicorn, "Design", how many workers.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_16_workers_are_counted_by_the_machine import counted
from proving.seed import Injection, Twin

TWIN = Twin("CFG-16", of="CFG-16-workers-are-counted-by-the-machine", target="compose")


def inject(rng: Random) -> Injection:
    """Start two, or three."""
    workers = rng.randrange(2, 4)
    return counted(f"$$(( {workers} ))", workers)
