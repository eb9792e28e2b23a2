"""The way back makes the table anew, as it was before, and nobody thought of what was in it.

Ships: a column cannot be dropped everywhere, and whoever wrote the way back tried it on an empty database.
Source: Alembic, "Relative Migration Identifiers"; the catalogue's RBK-15, a lossy way back.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from defects.rollback.rbk_15_way_back_does_nothing import going_back
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-15", expected=("rollback/newest-revision-can-be-taken-back",), target="compose")
_BACK = """op.execute("CREATE TABLE articles_before (LIKE articles INCLUDING ALL)")
    op.execute("ALTER TABLE articles_before DROP COLUMN NAME")
    op.execute("DROP TABLE articles CASCADE")
    op.execute("ALTER TABLE articles_before RENAME TO articles")"""


def inject(rng: Random) -> Injection:
    """Copy the table's form, and not its rows."""
    return replace(going_back(rng, "Make the table as it was.", _BACK), fact="articles")
