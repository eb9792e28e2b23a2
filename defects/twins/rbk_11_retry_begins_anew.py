"""A unique index meets a duplicate, and the retry begins without what that left.

Good because: each attempt drops what the one before has left, and takes the duplicate away: what is there in
the end is whole.
Source: PostgreSQL, CREATE INDEX, "Building Indexes Concurrently" ("the recommended recovery method").
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_11_index_is_left_half_built import marked
from proving.seed import Injection, Twin

TWIN = Twin("RBK-11", of="RBK-11-index-is-left-half-built", target="compose")
_AGAIN = """op.execute("DROP INDEX CONCURRENTLY IF EXISTS THE_INDEX")
                if attempt:
                    op.execute("UPDATE articles SET MARK = id::text")"""


def inject(rng: Random) -> Injection:
    """Let each attempt begin anew."""
    return marked(rng, _AGAIN)
