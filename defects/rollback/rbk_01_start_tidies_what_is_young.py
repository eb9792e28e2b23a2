"""Each start deletes what is a few seconds old: of a process that serves beside it, those were good writes.

Ships: a crash once left a write half done, and since then a start begins with taking back what came last. It
was right while there was one process; in a roll-out the old one goes on writing.
Source: mlflow/mlflow#25294 (what a start may take for the remains of a dead process where others live); RFC
9110, 15.3.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-01", expected=("rollback/acknowledged-writes-are-kept",), target="compose")
_WARM = "            await self.database.warm()\n"
_IMPORT = "from app.knowledge.store import ArticleStore\n"


def inject(rng: Random) -> Injection:
    """Delete them before the service is ready."""
    name = rng.choice(["recovery", "remains", "tidying"])
    module = f'''"""What a process leaves that ended in the middle of its work."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from app.knowledge.database import Database
from app.knowledge.tables import articles

UNCERTAIN = timedelta(seconds={rng.randrange(4, 9)})
"""So long before a crash nobody knows whether a write came to its end."""


async def take_back(database: Database) -> None:
    """Delete what is so young that it may be half done."""
    statement = delete(articles).where(articles.c.created_at > datetime.now(UTC) - UNCERTAIN)
    await database.run(lambda connection: connection.execute(statement))
'''
    services = edited(
        "app/api/services.py",
        (_IMPORT, f"from app.knowledge.{name} import take_back\n{_IMPORT}"),
        (_WARM, f"{_WARM}            await take_back(self.database)\n"),
    )
    return Injection(fact="status 404", source={**services, f"app/knowledge/{name}.py": module})
