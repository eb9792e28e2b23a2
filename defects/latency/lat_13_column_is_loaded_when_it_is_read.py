"""A column is loaded only when somebody reads it, and what makes the answer reads it of every row.

Ships: bodies are long and most of what asks for articles wants titles, so the mapping has the body deferred.
The answer has the body as before, and nothing in the code that makes it looks like a query.
Source: SQLAlchemy, "Limiting which Columns Load with Column Deferral" (a deferred column is loaded by a
statement of its own when it is read); row LAT-13 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-13", expected=("latency/queries-do-not-grow-with-rows",), target="compose")
_MAPPING = '''"""Articles as the mapper sees them: the body comes when it is asked for."""

from sqlalchemy.orm import deferred, registry

from app.knowledge.tables import articles


class Stored:
    """A row of the table."""


registry().map_imperatively(Stored, articles, properties={"body": deferred(articles.c.body)})
'''
_TABLES = "from app.knowledge.tables import articles\n"
_PAGE = """        statement = select(*COLUMNS).order_by(articles.c.id).limit(limit).offset(offset)
        rows = await self._database.run(lambda connection: connection.execute(statement))
        return [article_of(row) for row in rows]
"""
_MAPPED_PAGE = """        statement = select(Stored).order_by(articles.c.id).limit(limit).offset(offset)

        def read(NAME: Any) -> list[Article]:
            with Session(NAME) as session:
                return [article_of(row) for row in session.scalars(statement)]

        return await self._database.run(lambda connection: connection.run_sync(read))
"""
_FOUND = """        rows = await self._database.run(lambda connection: connection.execute(statement))
        return [SearchHit(article=article_of(row), score=row.score) for row in rows]
"""
_MAPPED_FOUND = """        best = statement.subquery()
        mapped = select(Stored, best.c.score).join(best, best.c.id == articles.c.id)
        mapped = mapped.order_by(desc(best.c.score), articles.c.id)

        def read(NAME: Any) -> list[SearchHit]:
            with Session(NAME) as session:
                rows = session.execute(mapped)
                return [SearchHit(article=article_of(row[0]), score=row[1]) for row in rows]

        return await self._database.run(lambda connection: connection.run_sync(read))
"""
_READS = {
    "list": (
        "app/knowledge/store.py",
        "from sqlalchemy.ext.asyncio import AsyncConnection\n",
        _PAGE,
        _MAPPED_PAGE,
    ),
    "search": (
        "app/knowledge/search.py",
        "from sqlalchemy.dialects.postgresql import TSVECTOR\n",
        _FOUND,
        _MAPPED_FOUND,
    ),
}


def inject(rng: Random) -> Injection:
    """Read one of the two through the mapper."""
    read, name = rng.choice(sorted(_READS)), rng.choice(["connection", "bound", "link"])
    path, imported, old, new = _READS[read]
    source = edited(
        path,
        (imported, f"{imported}from sqlalchemy.orm import Session\n"),
        (_TABLES, f"from app.knowledge.mapping import Stored\n{_TABLES}"),
        (old, new.replace("NAME", name)),
    )
    return Injection(fact=read, source={"app/knowledge/mapping.py": _MAPPING, **source})
