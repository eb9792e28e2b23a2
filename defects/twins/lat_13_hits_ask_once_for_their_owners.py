"""A search shows something of each hit's owner.

Good because: the database is asked once more for all owners of the page together, however many there are.
Source: SQLAlchemy, "Relationship Loading Techniques" (select IN loading).
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_13_hits_look_up_their_owner import finding
from proving.seed import Injection, Twin

TWIN = Twin("LAT-13", of="LAT-13-hits-look-up-their-owner")
_AT_ONCE = """        rows = list(await self._database.run(lambda connection: connection.execute(statement)))
        counted = (
            select(articles.c.owner, func.count().label("written"))
            .where(articles.c.owner.in_({row.owner for row in rows}))
            .group_by(articles.c.owner)
        )
        found = await self._database.run(lambda connection: connection.execute(counted))
        written = {one.owner: min(one.written, {most}) for one in found}
        return [
            SearchHit(article=article_of(row), score=row.score * (1.0 + written.get(row.owner, 0) / 1e9))
            for row in rows
        ]
"""


def inject(rng: Random) -> Injection:
    """Ask once."""
    return Injection(fact="search", source=finding(_AT_ONCE, rng))
