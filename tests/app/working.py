"""What a worker works with: a store of its own, a mirror, a queue in memory."""

import asyncio
import io
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from app.config.logging import configure_logging
from app.imports.jobs import Import, Job
from app.imports.metrics import WorkerMetrics
from app.imports.retry import RetryPolicy
from app.imports.store import ImportStore
from app.imports.work import Outcome, Work
from app.imports.worker import Worker
from app.knowledge.articles import Article
from app.knowledge.database import Database
from app.knowledge.store import ArticleStore
from tests.app.mirror import Mirror, mirror
from tests.app.queues import MemoryQueue
from tests.app.running import good_settings, preserved_logging

HURRIED = RetryPolicy(3, 0.001)
LEASE_SECONDS = 30.0


@dataclass
class Parts:
    """A store of its own, a mirror with its answers, a queue, and what works on them."""

    store: ImportStore
    mirror: Mirror
    queue: MemoryQueue
    work: Work
    metrics: WorkerMetrics

    async def add(self, path: str = "/") -> str:
        url = self.mirror.url(path)
        taken = await self.store.database.run(lambda c: self.store.insert(c, url, "editor", "request-1"))
        await self.queue.add(Job(taken.id, "request-1"))
        return taken.id

    async def do(self) -> Outcome:
        delivery = await self.queue.take()
        assert delivery is not None
        outcome = await self.work.do(delivery)
        await self.queue.settle(delivery)
        return outcome

    async def seen(self, import_id: str) -> Import:
        found = await self.store.get(import_id)
        assert found is not None
        return found

    async def articles(self) -> list[Article]:
        return await ArticleStore(self.store.database).page(100, 0)

    def worker(self, shutdown_seconds: float = 5.0) -> Worker:
        return Worker(self.queue, self.store, self.work, self.metrics, shutdown_seconds)

    def counted(self, outcome: str) -> float | None:
        return self.metrics.registry.get_sample_value("ukp_import_jobs_total", {"outcome": outcome})


@asynccontextmanager
async def parts(
    folder: Path, answers: dict[str, bytes | None] | None = None, seconds: float = 5.0
) -> AsyncIterator[Parts]:
    database = Database(good_settings(folder, database_timeout_seconds=30.0))
    async with mirror(answers) as served:
        queue, store = MemoryQueue(), ImportStore(database)
        work = Work(store, queue, served.fetcher(seconds), HURRIED, LEASE_SECONDS)
        yield Parts(store, served, queue, work, WorkerMetrics())
    await database.close()


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    async def all_of_it() -> None:
        await scenario()

    with preserved_logging():
        logging.getLogger().handlers[:] = []
        configure_logging("info", stream=io.StringIO())
        asyncio.run(all_of_it())


async def until(true: Callable[[], Awaitable[bool]] | Callable[[], bool]) -> None:
    """Wait until something is so, for five seconds at most."""
    deadline = time.monotonic() + 5
    while True:
        said = true()
        if said if isinstance(said, bool) else await said:
            return
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)
