"""Articles in the database: one statement for each operation, whatever the number of rows."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.knowledge.articles import Article, ArticleInput, article_of
from app.knowledge.database import Database
from app.knowledge.tables import articles

COLUMNS = (
    articles.c.id,
    articles.c.title,
    articles.c.body,
    articles.c.owner,
    articles.c.version,
    articles.c.created_at,
    articles.c.updated_at,
)
"""Named one by one: a plan made before a migration added a column stays valid after it."""


class ArticleStore:
    """The articles table. Every method raises DatabaseUnavailableError when the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, content: ArticleInput, owner: str) -> Article:
        """Insert an article and return it with its id."""
        return await self._database.run(lambda connection: self.insert(connection, content, owner))

    async def insert(self, connection: AsyncConnection, content: ArticleInput, owner: str) -> Article:
        """Insert an article on a connection, as a part of what else happens there."""
        now = datetime.now(UTC)
        row = content.model_dump() | {"owner": owner, "version": 1, "created_at": now, "updated_at": now}
        result = await connection.execute(insert(articles).values(**row).returning(*COLUMNS))
        return article_of(result.one())

    async def get(self, article_id: int) -> Article | None:
        """Read one article."""
        statement = select(*COLUMNS).where(articles.c.id == article_id)
        row = (await self._database.run(lambda connection: connection.execute(statement))).first()
        return None if row is None else article_of(row)

    async def page(self, limit: int, offset: int) -> list[Article]:
        """Read `limit` articles by ascending id, from `offset` on."""
        statement = select(*COLUMNS).order_by(articles.c.id).limit(limit).offset(offset)
        rows = await self._database.run(lambda connection: connection.execute(statement))
        return [article_of(row) for row in rows]

    async def replace(self, seen: Article, content: ArticleInput) -> Article | None:
        """Replace the content of an article that is as it was seen; None if it is not any more."""
        row = content.model_dump() | {"version": seen.version + 1, "updated_at": datetime.now(UTC)}
        statement = update(articles).where(_as(seen)).values(**row).returning(*COLUMNS)
        found = (await self._database.run(lambda connection: connection.execute(statement))).first()
        return None if found is None else article_of(found)

    async def delete(self, seen: Article) -> bool:
        """Delete an article that is as it was seen; False if it is not any more."""
        statement = delete(articles).where(_as(seen))
        result = await self._database.run(lambda connection: connection.execute(statement))
        return result.rowcount > 0


def _as(seen: Article) -> ColumnElement[Any]:
    """Match the article as it was seen; the time tells a change by a release that knew no versions."""
    return and_(
        articles.c.id == seen.id,
        articles.c.version == seen.version,
        articles.c.updated_at == seen.updated_at,
    )
