"""Takes imports in: what the routes call."""

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from app.imports.jobs import Import, ImportInput, Job
from app.imports.queue import Queue, QueueUnavailableError
from app.imports.store import ImportStore
from app.knowledge.idempotency import IdempotencyKeys, Once
from app.security.destinations import Destinations

FULL = 10_000
"""Entries at which the queue takes no more: it shares its memory with the cache and the rate limits."""

_log = structlog.get_logger(__name__)


class Imports:
    """Imports as clients see them. Without a queue, as on a machine without Valkey, none is taken in."""

    def __init__(
        self, store: ImportStore, keys: IdempotencyKeys, queue: Queue | None, destinations: Destinations
    ) -> None:
        self._store = store
        self._keys = keys
        self._queue = queue
        self._destinations = destinations

    async def submit(
        self, asked: ImportInput, owner: str, request_id: str, key: str | None = None
    ) -> Once[Import]:
        """Take an import in; under an idempotency key only once.

        Raises RefusedDestinationError, KeyReusedError, and QueueUnavailableError with nothing kept.
        """
        self._destinations.parse(asked.url)
        queue = await self._open_queue()
        once = await self._written(asked, owner, request_id, key)
        if not once.replayed:
            await self._enqueue(queue, once.answer, Job(once.answer.id, request_id), key)
            _log.info("import_queued", import_id=once.answer.id)
        return once

    async def get(self, import_id: str) -> Import | None:
        """Return an import."""
        return await self._store.get(import_id)

    async def close(self) -> None:
        """Close the queue's connections."""
        if self._queue is not None:
            await self._queue.close()

    async def _open_queue(self) -> Queue:
        """Return the queue if it takes jobs now, before anything is written for one."""
        if self._queue is None:
            raise QueueUnavailableError("no queue is configured: set UKP_CACHE_URL")
        if (await self._queue.backlog()).depth >= FULL:
            raise QueueUnavailableError(f"{FULL} imports wait already")
        return self._queue

    async def _written(
        self, asked: ImportInput, owner: str, request_id: str, key: str | None
    ) -> Once[Import]:
        async def write(connection: AsyncConnection) -> Import:
            return await self._store.insert(connection, asked.url, owner, request_id)

        if key is None:
            return Once(await self._store.database.run(write), replayed=False)
        return await self._keys.once(owner, key, asked, Import, write)

    async def _enqueue(self, queue: Queue, taken: Import, job: Job, key: str | None) -> None:
        """Put the job into the queue, or take back what was written: the client is told that nothing was."""
        try:
            await queue.add(job)
        except QueueUnavailableError:
            await self._store.forget(taken.id)
            if key is not None:
                await self._keys.forget(taken.owner, key)
            raise
