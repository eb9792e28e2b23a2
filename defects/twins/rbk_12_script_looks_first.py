"""A script beside the tool's revisions makes what is not there, and puts its constraint in its own place.

Good because: a constraint that is dropped and added again under its own name is the same one, a view may be
replaced, and the table is made once.
Source: squawk, prefer-robust-stmts.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_12_script_adds_what_is_there import scripted
from proving.seed import Injection, Twin

TWIN = Twin("RBK-12", of="RBK-12-script-adds-what-is-there", target="compose")


def inject(rng: Random) -> Injection:
    """Leave nothing of the runs before, and nothing out."""
    name, number = rng.choice(["short", "small", "bounded"]), rng.randrange(10**5, 10**6)
    statements = (
        f"CREATE TABLE IF NOT EXISTS {name}_{number} (name TEXT PRIMARY KEY, value TEXT)",
        f"ALTER TABLE articles DROP CONSTRAINT IF EXISTS {name}",
        f"ALTER TABLE articles ADD CONSTRAINT {name} CHECK (length(title) <= {number})",
        f"CREATE OR REPLACE VIEW {name}_articles AS SELECT id, title FROM articles",
    )
    return scripted("\n    ".join(f"database.execute('{one}')" for one in statements), name)
