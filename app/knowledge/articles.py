"""Articles as the service exchanges them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import Row

MAX_ID = 2**63 - 1
MAX_OFFSET = 100_000


def storable(text: str) -> str:
    """Refuse what PostgreSQL cannot store in text: the NUL character."""
    if "\x00" in text:
        raise ValueError("the NUL character is not allowed")
    return text


ArticleId = Annotated[int, Field(ge=1, le=MAX_ID)]
Title = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(storable)]
Body = Annotated[str, Field(max_length=100_000), AfterValidator(storable)]


class ArticleInput(BaseModel):
    """What a client writes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title
    body: Body = ""


class Article(BaseModel):
    """What a client reads; times are UTC."""

    model_config = ConfigDict(frozen=True)

    id: int
    title: str
    body: str
    created_at: datetime
    updated_at: datetime


class ArticlePage(BaseModel):
    """Part of the list, by ascending id."""

    items: list[Article]
    limit: int
    offset: int


class SearchHit(BaseModel):
    """An article that matched; scores order the hits of one search and mean nothing beyond it."""

    article: Article
    score: float


class SearchPage(BaseModel):
    """The best hits, best first."""

    items: list[SearchHit]
    limit: int


def article_of(row: Row[*tuple[Any, ...]]) -> Article:
    """Make an article of a row with the columns of `articles`. SQLite forgets time zones; they are UTC."""
    created, updated = (
        moment.replace(tzinfo=moment.tzinfo or UTC) for moment in (row.created_at, row.updated_at)
    )
    return Article(id=row.id, title=row.title, body=row.body, created_at=created, updated_at=updated)
