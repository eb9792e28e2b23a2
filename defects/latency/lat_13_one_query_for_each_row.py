"""A list asks the database once for each of its rows.

Ships: the list reads ids, and each row by what reads one article already; or a relation is loaded lazily.
The test data has three rows, and production has a page of fifty. Each query is quick: no budget is broken.
Source: SQLAlchemy, "Relationship Loading Techniques" (the N plus one problem); row LAT-13.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-13", expected=("latency/queries-do-not-grow-with-rows",), target="compose")
_STORE, _SEARCH = "app/knowledge/store.py", "app/knowledge/search.py"
_PAGE = """        statement = select(*COLUMNS).order_by(articles.c.id).limit(limit).offset(offset)
        rows = await self._database.run(lambda connection: connection.execute(statement))
        return [article_of(row) for row in rows]
"""
_BY_ID = """        statement = select(articles.c.id).order_by(articles.c.id).limit(limit).offset(offset)
        rows = await self._database.run(lambda connection: connection.execute(statement))
        found = [await self.get(row.id) for row in rows]
        return [article for article in found if article is not None]
"""


def inject(_: Random) -> Injection:
    """Read ids, and then each."""
    return Injection(fact="list", source=paging(_BY_ID))


def paging(how: str) -> dict[str, str | None]:
    """Read the page otherwise."""
    return edited(_STORE, (_PAGE, how))
