"""Ranked search: full text with an index on PostgreSQL, counted terms on SQLite."""

from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, cast, column, desc, func, literal, select
from sqlalchemy.dialects.postgresql import TSVECTOR

from app.knowledge.articles import SearchHit, article_of
from app.knowledge.database import Database
from app.knowledge.store import COLUMNS
from app.knowledge.tables import articles

MAX_QUERY_LENGTH = 200
MAX_TERMS = 8
TITLE_WEIGHT = 4.0
"""A term in the title counts as four in the body, close to what ts_rank makes of weights A and B."""


class Search:
    """Finds the articles that contain every word of a query, best match first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, query: str, limit: int) -> list[SearchHit]:
        """Return at most `limit` hits. Raises DatabaseUnavailableError when the database is away."""
        statement = _statement(self._database.dialect, query).limit(limit)
        rows = await self._database.run(lambda connection: connection.execute(statement))
        return [SearchHit(article=article_of(row), score=row.score) for row in rows]


def _statement(dialect: str, query: str) -> Select[Any]:
    return full_text(query) if dialect == "postgresql" else counted_terms(query)


def full_text(query: str) -> Select[Any]:
    """Match the indexed `search_vector`; `simple` does not stem, so that every language is treated alike."""
    vector: ColumnElement[Any] = column("search_vector", TSVECTOR)
    wanted = func.websearch_to_tsquery("simple", query)
    score = cast(func.ts_rank(vector, wanted), Float).label("score")
    return select(*COLUMNS, score).where(vector.op("@@")(wanted)).order_by(desc(score), articles.c.id)


def counted_terms(query: str) -> Select[Any]:
    """Count each term in title and body; an article has to contain all of them. Case is folded for ASCII."""
    terms = query.lower().split()[:MAX_TERMS]
    title, body = articles.c.title, articles.c.body
    counts = [TITLE_WEIGHT * _occurrences(title, term) + _occurrences(body, term) for term in terms]
    score = cast(reduce(add, counts, literal(0.0)), Float).label("score")
    return (
        select(*COLUMNS, score)
        .where(and_(literal(bool(terms)), *(count > 0 for count in counts)))
        .order_by(desc(score), articles.c.id)
    )


def _occurrences(text: ColumnElement[str], term: str) -> ColumnElement[Any]:
    folded = func.lower(text)
    return (func.length(folded) - func.length(func.replace(folded, term, ""))) / len(term)
