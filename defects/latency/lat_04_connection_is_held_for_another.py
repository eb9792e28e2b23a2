"""A write holds one connection of the pool while it asks the pool for a second one.

Ships: before a new article is stored, one of the same title and owner is looked for, so that it can be told
in the log. The two were put together around the connection of the first, and alone it works. As soon as as
many come as there are connections, each holds one and waits for another, until the pool gives up: 503, for
readers as well.
Source: HikariCP, "About Pool Sizing" (pool-locking); SQLAlchemy, "QueuePool limit of size ... reached".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-04",
    expected=("latency/crowd-is-answered-in-time",),
    collateral=("latency/crowd-leaves-others-alone",),
)


def inject(rng: Random) -> Injection:
    """Store the article through the pool."""
    return looked_for(rng, "await self._database.run(lambda another: self.insert(another, content, owner))")


def looked_for(rng: Random, stored: str) -> Injection:
    """Look for the title first, and store within that."""
    event = rng.choice(["title_taken", "same_title", "title_twice"])
    store = edited(
        "app/knowledge/store.py",
        ("from sqlalchemy import ColumnElement", "import structlog\nfrom sqlalchemy import ColumnElement"),
        ("\nCOLUMNS = (\n", "\n_log = structlog.get_logger(__name__)\n\nCOLUMNS = (\n"),
        (
            (
                "        return await self._database.run(lambda connection: "
                "self.insert(connection, content, owner))\n"
            ),
            f"""        same = select(articles.c.id).where(
            articles.c.title == content.title, articles.c.owner == owner
        )

        async def operation(connection: AsyncConnection) -> Article:
            if (await connection.execute(same.limit(1))).first() is not None:
                _log.debug("{event}", owner=owner)
            return {stored}

        return await self._database.run(operation)
""",
        ),
    )
    return Injection(fact="create", source=store)
