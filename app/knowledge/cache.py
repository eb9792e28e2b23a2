"""A cache of articles that may be away, or hold nonsense or another release's payloads, without harm."""

from pydantic import BaseModel, ValidationError

from app.knowledge.articles import Article
from app.knowledge.backends import AWAY, Backend
from app.knowledge.outage import Outage

SCHEMA = 2
"""Version of the payload. Raise it when `Article` changes: other versions are misses, on both sides."""

TTL_SECONDS = 5
"""Bounds how long a replica may serve what another has replaced while the cache missed its deletion."""


class CachedArticle(BaseModel):
    """What is stored for an article."""

    schema_version: int
    article: Article


class ArticleCache:
    """Articles by id. Nothing here raises because of the backend: a failing cache is an empty one."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._outage = Outage("cache")

    async def get(self, article_id: int) -> Article | None:
        """Return a cached article; what cannot be read is a miss."""
        if self._outage.spares:
            return None
        try:
            payload = await self._backend.get(_key(article_id))
        except AWAY as error:
            self._outage.failed(error)
            return None
        self._outage.succeeded()
        return None if payload is None else _article(payload)

    async def put(self, article: Article) -> None:
        """Store an article for TTL_SECONDS."""
        if self._outage.spares:
            return
        payload = CachedArticle(schema_version=SCHEMA, article=article).model_dump_json().encode()
        try:
            await self._backend.put(_key(article.id), payload, TTL_SECONDS)
        except AWAY as error:
            self._outage.failed(error)

    async def forget(self, article_id: int) -> None:
        """Delete an article that changed; asked even during an outage, since it may just have ended."""
        try:
            await self._backend.delete(_key(article_id))
        except AWAY as error:
            self._outage.failed(error)

    async def ping(self) -> None:
        """Reach the backend. Raises what the backend raises."""
        await self._backend.ping()

    async def close(self) -> None:
        """Close the backend."""
        await self._backend.close()


def _key(article_id: int) -> str:
    return f"ukp:article:{article_id}"


def _article(payload: bytes) -> Article | None:
    try:
        cached = CachedArticle.model_validate_json(payload)
    except ValidationError:
        return None
    return cached.article if cached.schema_version == SCHEMA else None
