"""An index is built concurrently after what is left of an attempt was dropped.

Good because: nothing of its name is there when it is built, whatever became of the run before.
Source: PostgreSQL, CREATE INDEX, "Building Indexes Concurrently".
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_12_half_built_index_counts_as_done import built
from proving.seed import Injection, Twin

TWIN = Twin("RBK-12", of="RBK-12-half-built-index-counts-as-done", target="compose")


def inject(rng: Random) -> Injection:
    """Drop it first."""
    return built(rng, 'op.execute("DROP INDEX CONCURRENTLY IF EXISTS NAME")')
