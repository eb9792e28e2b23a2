"""A script beside the tool's revisions drops its table before it makes it.

Ships: `DROP TABLE IF EXISTS` was written against "relation already exists"; each deployment leaves the table
empty, and no run ever fails.
Source: squawk, ban-drop-table.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_12_script_adds_what_is_there import scripted
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-12", expected=("rollback/migrations-can-be-run-again",), target="compose")


def inject(rng: Random) -> Injection:
    """Drop it, and make it."""
    name = f"{rng.choice(['settings', 'flags', 'counts'])}_{rng.randrange(100, 1000)}"
    made = f"database.execute('CREATE TABLE {name} (name TEXT PRIMARY KEY, value TEXT)')"
    return scripted(f"database.execute('DROP TABLE IF EXISTS {name}')\n    {made}", name)
