"""A service sends its log away over the network, and the engine keeps a small copy, or none.

Good because: the cache has a size and a number of files, or is switched off.
Source: https://docs.docker.com/engine/logging/dual-logging/ (`cache-max-size`, `cache-disabled`).
"""

from __future__ import annotations

from random import Random

from defects.security.log_11_engine_keeps_a_copy_of_what_it_sends import sending
from proving.seed import Injection, Twin

TWIN = Twin("LOG-11", of="LOG-11-engine-keeps-a-copy-of-what-it-sends", target="compose")


def inject(rng: Random) -> Injection:
    """Bound the copy, or keep none."""
    bounded = 'cache-max-size: "5m", cache-max-file: "3"'
    return sending(rng, rng.choice([bounded, 'cache-disabled: "true"']))
