"""A new article is put into the cache at once, by a second way to it that nobody guarded.

Ships: writing through spares the first reader a query. The way of the readers swallows a cache that is away;
the new one does not, so that writes fail with 500 - after the row is there, which makes a repeated one twice.
Source: BBC 2014 (danluu/post-mortems); AWS Builders' Library on caches that became hard dependencies.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-07", expected=("health/optional-dependency-does-not-eject",), target="compose")
_FORGET = "    async def forget(self, article_id: int) -> None:\n"
_CREATE = "            return Once(await self.store.create(content, owner), replayed=False)\n"


def inject(rng: Random) -> Injection:
    """Write through."""
    name, times = rng.choice(["fill", "write_through", "remember"]), rng.randint(2, 6)
    method = f'''    async def {name}(self, article: Article) -> None:
        """Store an article that is new: whoever wrote it is likely to read it next."""
        payload = CachedArticle(schema_version=SCHEMA, article=article).model_dump_json().encode()
        await self._backend.put(_key(article.id), payload, TTL_SECONDS * {times})

'''
    create = f"""            created = await self.store.create(content, owner)
            await self._cache.{name}(created)
            return Once(created, replayed=False)
"""
    source = edited("app/knowledge/cache.py", (_FORGET, method + _FORGET)) | edited(
        "app/knowledge/library.py", (_CREATE, create)
    )
    return Injection(fact="/articles", source=source)
