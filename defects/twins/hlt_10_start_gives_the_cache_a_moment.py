"""A new process asks the cache before it serves, for a moment.

Good because: where it does not answer, the process serves without, as those do that run.
Source: AWS Builders' Library, Implementing health checks; row HLT-10.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_10_start_fails_without_the_cache import asking_first, drawn
from proving.seed import Injection, Twin

TWIN = Twin("HLT-10", of="HLT-10-start-fails-without-the-cache", target="compose")


def inject(rng: Random) -> Injection:
    """Go on without it."""
    return asking_first(
        "            try:\n"
        f"                await asyncio.wait_for(self.cache.ping(), {rng.choice(['0.5', '1.0'])})\n"
        "            except AWAY:\n"
        f'                _log.warning("no_{drawn(rng)}")\n'
    )
