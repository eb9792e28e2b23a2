"""A revision makes a table and builds an index concurrently, and each of its parts may have been done before.

Good because: the table is made unless it is there, and the index is dropped before it is built: whenever the
connection goes, the next run comes to the same end.
Source: squawk, prefer-robust-stmts.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_12_revision_has_two_parts import noted
from proving.seed import Injection, Twin

TWIN = Twin("RBK-12", of="RBK-12-revision-has-two-parts", target="compose")


def inject(rng: Random) -> Injection:
    """Make the table where it is not there."""
    return noted(rng, 'op.execute("CREATE TABLE IF NOT EXISTS NOTES (article BIGINT NOT NULL, note TEXT)")')
