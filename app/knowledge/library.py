"""Articles through the cache: what the routes call."""

import asyncio

from app.knowledge.articles import Article, ArticleInput
from app.knowledge.cache import ArticleCache
from app.knowledge.store import ArticleStore


class Library:
    """Reads single articles through the cache, and keeps it in step with writes."""

    def __init__(self, store: ArticleStore, cache: ArticleCache) -> None:
        self.store = store
        self._cache = cache
        self._loading: dict[int, asyncio.Task[Article | None]] = {}

    async def get(self, article_id: int) -> Article | None:
        """Return an article. Concurrent misses of one id share a single query."""
        cached = await self._cache.get(article_id)
        if cached is not None:
            return cached
        task = self._loading.get(article_id)
        if task is None:
            task = asyncio.create_task(self._load(article_id))
            self._loading[article_id] = task
        return await asyncio.shield(task)

    async def create(self, content: ArticleInput) -> Article:
        """Store a new article."""
        return await self.store.create(content)

    async def replace(self, article_id: int, content: ArticleInput) -> Article | None:
        """Replace an article; readers that come after it never join a read from before it."""
        try:
            return await self.store.replace(article_id, content)
        finally:
            await self._changed(article_id)

    async def delete(self, article_id: int) -> bool:
        """Delete an article."""
        try:
            return await self.store.delete(article_id)
        finally:
            await self._changed(article_id)

    async def _changed(self, article_id: int) -> None:
        self._loading.pop(article_id, None)
        await self._cache.forget(article_id)

    async def _load(self, article_id: int) -> Article | None:
        try:
            article = await self.store.get(article_id)
            if article is not None and self._loading.get(article_id) is asyncio.current_task():
                await self._cache.put(article)
            return article
        finally:
            if self._loading.get(article_id) is asyncio.current_task():
                self._loading.pop(article_id)
