"""The newest revision builds an index in its transaction, on a table that it has made itself.

Good because: nobody reads or writes a table that nobody sees yet, and it has no rows.
Source: squawk, require-concurrent-index-creation, which lets it pass for the same reason.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_10_revision_fills_what_it_adds import revised
from proving.seed import Injection, Twin

TWIN = Twin("RBK-10", of="RBK-10-index-is-built-at-once", target="compose")


def inject(rng: Random) -> Injection:
    """Make the table, and build it."""
    name = f"notes_{rng.randrange(100, 1000)}"
    made = f"CREATE TABLE {name} (id BIGINT PRIMARY KEY, owner VARCHAR(32) NOT NULL)"
    return revised([made, f"CREATE INDEX ix_{name} ON {name} (owner)"], [f"DROP TABLE {name}"])
