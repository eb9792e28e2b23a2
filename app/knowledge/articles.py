"""Articles as the service exchanges them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import Row

from app.knowledge.text import clean, one_line

MAX_ID = 2**63 - 1
MAX_OFFSET = 100_000


ArticleId = Annotated[int, Field(ge=1, le=MAX_ID)]
MAX_TITLE, MAX_BODY = 200, 100_000
Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(one_line)]
Body = Annotated[str, Field(max_length=MAX_BODY), AfterValidator(clean)]


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
    owner: str
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def etag(self) -> str:
        """The strong validator of this very state (RFC 9110, 8.8.3)."""
        return f'"{self.version}-{int(self.updated_at.timestamp() * 1_000_000)}"'


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
    return Article(
        id=row.id,
        title=row.title,
        body=row.body,
        owner=row.owner,
        version=row.version,
        created_at=created,
        updated_at=updated,
    )
