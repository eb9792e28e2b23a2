"""The index of a partitioned table is made part by part, for each of its parts.

Good because: with the last part that is attached the whole becomes valid; it was invalid within the
revision alone.
Source: PostgreSQL, "CREATE INDEX" (ON ONLY), "Table Partitioning" 5.12.2.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_11_one_partition_has_no_index import partitioned
from proving.seed import Injection, Twin

TWIN = Twin("RBK-11", of="RBK-11-one-partition-has-no-index", target="compose")


def inject(rng: Random) -> Injection:
    """Attach the indexes of all parts."""
    return partitioned(rng, "PARTS")
