"""A worker: takes jobs, a few at a time, until it is told to end; then finishes them or hands them back."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from app.imports.metrics import WorkerMetrics
from app.imports.queue import Delivery, Queue, QueueUnavailableError
from app.imports.store import ImportStore
from app.imports.sweep import INTERVAL_SECONDS, sweep
from app.imports.work import Outcome, Work
from app.knowledge.database import DatabaseUnavailableError
from app.knowledge.outage import Outage

CONCURRENCY = 4
"""Jobs at a time: most of a job is waiting for a server that nobody here knows."""

PAUSE_SECONDS = 1.0
PRUNE_SECONDS = 3600.0
_log = structlog.get_logger(__name__)


class Worker:
    """The consumers and the sweep of one process. `shutdown_seconds` is all that `stop` may take."""

    def __init__(
        self, queue: Queue, store: ImportStore, work: Work, metrics: WorkerMetrics, shutdown_seconds: float
    ) -> None:
        self._queue = queue
        self._store = store
        self._work = work
        self._metrics = metrics
        self._shutdown_seconds = shutdown_seconds
        self._outage = Outage("imports")
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to take jobs."""
        steps = [self._consume] * CONCURRENCY + [self._refill, self._prune]
        self._tasks = [asyncio.create_task(self._until_stopped(step)) for step in steps]

    async def stop(self) -> None:
        """Take no more; let jobs end for most of the time, hand the others back within the rest of it."""
        self._stop.set()
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=self._shutdown_seconds * 0.6)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._queue.leave()
        except QueueUnavailableError as error:
            _log.warning("queue_not_left", error=str(error))

    async def _until_stopped(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeat a step; whatever goes wrong with one, the next one comes."""
        while not self._stop.is_set():
            try:
                await step()
            except (QueueUnavailableError, DatabaseUnavailableError) as error:
                self._outage.failed(error)
                await self._pause(PAUSE_SECONDS)
            except Exception:  # noqa: BLE001 - one job that breaks this must not end the others
                _log.exception("worker_step_failed")
                await self._pause(PAUSE_SECONDS)
            else:
                self._outage.succeeded()

    async def _consume(self) -> None:
        delivery = await self._queue.take()
        if delivery is None:
            return
        request_id = delivery.job.request_id if delivery.job else None
        import_id = delivery.job.import_id if delivery.job else None
        with structlog.contextvars.bound_contextvars(request_id=request_id, import_id=import_id):
            await self._handle(delivery)

    async def _handle(self, delivery: Delivery) -> None:
        try:
            with self._metrics.job():
                outcome = await self._work.do(delivery)
            await self._queue.settle(delivery)
        except asyncio.CancelledError:
            await self._hand_back(delivery)
            raise
        self._metrics.count(outcome)
        _log.info("import_job", outcome=outcome.value)

    async def _hand_back(self, delivery: Delivery) -> None:
        """Hand a job back; where that fails too, its entry is claimed by another worker later."""
        try:
            async with asyncio.timeout(self._shutdown_seconds * 0.2):
                await self._work.give_back(delivery)
        except (QueueUnavailableError, DatabaseUnavailableError, TimeoutError) as error:
            _log.warning("import_not_handed_back", error=f"{type(error).__name__}: {error}")
            return
        self._metrics.count(Outcome.RETURNED)
        _log.info("import_job", outcome=Outcome.RETURNED.value)

    async def _refill(self) -> None:
        await sweep(self._store, self._queue)
        await self._pause(INTERVAL_SECONDS)

    async def _prune(self) -> None:
        deleted = await self._store.prune()
        if deleted:
            _log.info("imports_pruned", imports=deleted)
        await self._pause(PRUNE_SECONDS)

    async def _pause(self, seconds: float) -> None:
        """Wait, or be told to stop."""
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            return
