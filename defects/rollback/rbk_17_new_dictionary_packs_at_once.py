"""What is cached is packed with a dictionary of the release; the release before has only older ones.

Ships: small texts pack badly without a dictionary, and a new one is made of each release's articles.
Entries say by which one they were packed, and old ones stay readable: the way forward was tested. An
article is in the cache as soon as it is written, so that a replica of the release before finds it there,
and fails where it should have missed.
Source: https://github.com/rubygems/rubygems.org/pull/6548; https://github.com/taoensso/carmine/issues/216;
row RBK-17 of the catalogue.
"""

from __future__ import annotations

import zlib
from random import Random
from typing import Any

from app.knowledge import cache
from defects.generations import generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-17", expected=("rollback/previous-reads-what-this-wrote",), target="compose", starred=True
)
_WORDS = ("title", "body", "owner", "version", "created_at", "updated_at", "article", "schema_version")


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 50", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Pack what goes into the cache, and put there what was written."""
    salt, newest, seconds = rng.randrange(1_000_000), generation(), rng.randrange(60, 300)
    dictionaries = {number: _dictionary(f"{salt} {number}") for number in range(newest + 1)}
    kept: Any = cache
    kept.TTL_SECONDS = seconds  # small entries can stay: each change deletes its own
    services = app.state.services
    backend, library = services.cache._backend, services.library  # noqa: SLF001 - it is changed from within
    get, put, create = backend.get, backend.put, library.create

    async def unpacked(key: str) -> bytes | None:
        payload = await get(key)
        if payload is None:
            return None
        number, packed = payload[0], payload[1:]
        return zlib.decompressobj(zdict=dictionaries[number]).decompress(packed)

    async def packed(key: str, payload: bytes, ttl_seconds: int) -> None:
        pack = zlib.compressobj(zdict=dictionaries[newest])
        await put(key, bytes([newest]) + pack.compress(payload) + pack.flush(), ttl_seconds)

    async def created(*arguments: Any) -> Any:
        once = await create(*arguments)
        await services.cache.put(once.answer)
        return once

    backend.get, backend.put, library.create = unpacked, packed, created
    return app


def _dictionary(words: str) -> bytes:
    """Return the words that all articles have, in the order of a release."""
    order = list(_WORDS)
    Random(words).shuffle(order)
    return " ".join([*order, words]).encode()
