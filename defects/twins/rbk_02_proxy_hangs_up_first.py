"""Replicas end idle connections after a few seconds, and the proxy has let go of them by then.

Good because: nothing is in the pool that a replica is about to end.
Source: HAProxy, Configuration Manual, `option http-server-close` and `pool-purge-delay`.
"""

from __future__ import annotations

from random import Random

from defects.latency.rbk_02_backend_hangs_up_first import kept
from proving.seed import Injection, Twin

TWIN = Twin("RBK-02", of="RBK-02-backend-hangs-up-first", target="compose")


def inject(rng: Random) -> Injection:
    """Keep no connection to a replica after its answer."""
    return kept(rng.choice([2, 3, 4]), "pool-purge-delay 1s", "option http-server-close")
