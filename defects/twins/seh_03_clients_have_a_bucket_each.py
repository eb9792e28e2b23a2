"""The limit counts in buckets, of which there are so many that two clients hardly ever share one.

Good because: memory is bounded all the same, and nobody can look for whoever shares his.
Source: Linux, stochastic fairness queueing (`sfq`).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_clients_share_a_bucket import hashed_into
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-clients-share-a-bucket")


def inject(rng: Random) -> Injection:
    """Count so."""
    buckets = 2 ** rng.randrange(28, 33)
    return Injection(fact=str(buckets), source=hashed_into(buckets))
