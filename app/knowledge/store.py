"""Articles in the database: one statement for each operation, whatever the number of rows."""

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from app.knowledge.articles import Article, ArticleInput, article_of
from app.knowledge.database import Database
from app.knowledge.tables import articles

COLUMNS = (
    articles.c.id,
    articles.c.title,
    articles.c.body,
    articles.c.created_at,
    articles.c.updated_at,
)
"""Named one by one: a plan made before a migration added a column stays valid after it."""


class ArticleStore:
    """The articles table. Every method raises DatabaseUnavailableError when the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, content: ArticleInput) -> Article:
        """Insert an article and return it with its id."""
        now = datetime.now(UTC)
        values = insert(articles).values(**content.model_dump(), created_at=now, updated_at=now)
        result = await self._database.run(lambda connection: connection.execute(values.returning(*COLUMNS)))
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

    async def replace(self, article_id: int, content: ArticleInput) -> Article | None:
        """Replace the content of an article; None if there is none."""
        statement = update(articles).where(articles.c.id == article_id)
        values = statement.values(**content.model_dump(), updated_at=datetime.now(UTC)).returning(*COLUMNS)
        row = (await self._database.run(lambda connection: connection.execute(values))).first()
        return None if row is None else article_of(row)

    async def delete(self, article_id: int) -> bool:
        """Delete an article; False if there was none."""
        statement = delete(articles).where(articles.c.id == article_id)
        result = await self._database.run(lambda connection: connection.execute(statement))
        return result.rowcount > 0
