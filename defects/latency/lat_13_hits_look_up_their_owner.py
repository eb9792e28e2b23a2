"""A search asks the database for something of each of its hits: how often its owner has written, say.

Ships: the page of hits was to show it, and the query stands in the loop that makes the hits.
Source: Django, "Database access optimization"; row LAT-13.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-13", expected=("latency/queries-do-not-grow-with-rows",), target="compose")
_FOUND = """        rows = await self._database.run(lambda connection: connection.execute(statement))
        return [SearchHit(article=article_of(row), score=row.score) for row in rows]
"""
_IN_THE_LOOP = """        rows = await self._database.run(lambda connection: connection.execute(statement))
        hits = []
        for row in rows:
            by_owner = select(func.count()).select_from(articles).where(articles.c.owner == row.owner)
            written = await self._database.run(lambda connection, asked=by_owner: connection.execute(asked))
            weight = 1.0 + min(written.scalar_one(), {most}) / 1e9
            hits.append(SearchHit(article=article_of(row), score=row.score * weight))
        return hits
"""


def inject(rng: Random) -> Injection:
    """Ask for each hit."""
    return Injection(fact="search", source=finding(_IN_THE_LOOP, rng))


def finding(how: str, rng: Random) -> dict[str, str | None]:
    """Make the hits otherwise."""
    return edited("app/knowledge/search.py", (_FOUND, how.replace("{most}", str(rng.choice([50, 100, 500])))))
