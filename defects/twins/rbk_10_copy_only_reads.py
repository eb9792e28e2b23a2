"""A new release copies the articles before it changes them, under a lock.

Good because: it is the lock that every reader takes, beside which others read and write.
Source: PostgreSQL, "Explicit Locking", ACCESS SHARE; pg_dump.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.rollback import rbk_10_copy_locks_the_table as defect
from proving.seed import Injection, Twin

TWIN = Twin("RBK-10", of="RBK-10-copy-locks-the-table", target="compose")


def inject(rng: Random) -> Injection:
    """Roll it out, with statements that may take long."""
    return defect.inject(rng)


def wrap(app: Any, rng: Random) -> Any:
    """Copy before anything is served, from the second release on."""
    return defect.copying(app, rng, "LOCK TABLE articles IN ACCESS SHARE MODE")
