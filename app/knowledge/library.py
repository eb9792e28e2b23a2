"""Articles through the cache: what the routes call."""

import asyncio

from app.knowledge.articles import Article, ArticleInput
from app.knowledge.cache import ArticleCache
from app.knowledge.changes import StaleError, Terms
from app.knowledge.idempotency import IdempotencyKeys, Once
from app.knowledge.store import ArticleStore


class Library:
    """Reads single articles through the cache, and keeps it in step with writes."""

    def __init__(self, store: ArticleStore, cache: ArticleCache, keys: IdempotencyKeys) -> None:
        self.store = store
        self._keys = keys
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

    async def create(self, content: ArticleInput, owner: str, key: str | None = None) -> Once[Article]:
        """Store a new article; under an idempotency key only once. Raises KeyReusedError."""
        if key is None:
            return Once(await self.store.create(content, owner), replayed=False)
        return await self._keys.once(
            owner, key, content, Article, lambda connection: self.store.insert(connection, content, owner)
        )

    async def replace(self, article_id: int, content: ArticleInput, terms: Terms) -> Article | None:
        """Replace an article; readers that come after it never join a read from before it.

        None if there is none. Raises what speaks against the change: see `Terms.check`.
        """
        seen = await self._changeable(article_id, terms)
        if seen is None:
            return None
        try:
            replaced = await self.store.replace(seen, content)
        finally:
            await self._changed(article_id)
        if replaced is None:
            raise StaleError
        return replaced

    async def delete(self, article_id: int, terms: Terms) -> bool:
        """Delete an article; False if there is none. Raises what speaks against the change."""
        seen = await self._changeable(article_id, terms)
        if seen is None:
            return False
        try:
            deleted = await self.store.delete(seen)
        finally:
            await self._changed(article_id)
        if not deleted:
            raise StaleError
        return True

    async def _changeable(self, article_id: int, terms: Terms) -> Article | None:
        """Read past the cache what is about to change, and check the terms."""
        seen = await self.store.get(article_id)
        if seen is not None:
            terms.check(seen)
        return seen

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
