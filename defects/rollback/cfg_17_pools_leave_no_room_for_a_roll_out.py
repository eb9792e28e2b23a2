"""The pools of all replicas fit the database, and those of a roll-out do not.

Ships: the pool was raised for throughput; during a roll-out there are twice as many replicas.
Source: OasisLMF/OasisPlatform#1324.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-17", expected=("rollback/old-release-returns-by-digest",), target="compose")


def inject(rng: Random) -> Injection:
    """Raise the pool: twice fits, four times does not."""
    return Injection(fact="starting", environment={"UKP_DATABASE_POOL_SIZE": str(rng.randrange(17, 24))})
