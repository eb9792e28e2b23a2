"""One job: fetched, made an article and stored, or refused, or put off. Doing it twice does nothing twice."""

from enum import StrEnum

import structlog

from app.imports.document import article_from
from app.imports.failures import PermanentError, TemporaryError
from app.imports.fetch import Fetcher
from app.imports.jobs import Import, State
from app.imports.queue import Delivery, Queue
from app.imports.retry import RetryPolicy
from app.imports.store import ImportStore

_log = structlog.get_logger(__name__)


class Outcome(StrEnum):
    """What came of a delivery. `duplicate`: the import had ended; `returned`: the worker ended first."""

    DONE = "done"
    FAILED = "failed"
    RETRIED = "retried"
    DEAD = "dead"
    DUPLICATE = "duplicate"
    RETURNED = "returned"


class Work:
    """What a worker does with a delivery. Raises QueueUnavailableError and DatabaseUnavailableError.

    `lease_seconds`: how long a job may take before it counts as left by a worker that died.
    """

    def __init__(
        self,
        store: ImportStore,
        queue: Queue,
        fetcher: Fetcher,
        policy: RetryPolicy,
        lease_seconds: float,
    ) -> None:
        self._store = store
        self._queue = queue
        self._fetcher = fetcher
        self._policy = policy
        self._lease_seconds = lease_seconds

    async def do(self, delivery: Delivery) -> Outcome:
        """Do the job and write down what came of it; the delivery is left to be settled."""
        if delivery.job is None:
            await self._queue.bury(delivery, "it is of another layout")
            return Outcome.DEAD
        taken = await self._store.begin(delivery.job.import_id, self._lease_seconds)
        if taken is None:
            return Outcome.DUPLICATE
        if taken.attempts > self._policy.attempts:
            return await self._bury(delivery, taken, "its attempts did not end: each one's worker died")
        return await self._attempt(delivery, taken)

    async def give_back(self, delivery: Delivery) -> None:
        """Leave a job to another worker, as if it had not been begun."""
        if delivery.job is not None:
            await self._store.hand_back(delivery.job.import_id)
        await self._queue.give_back(delivery)

    async def _attempt(self, delivery: Delivery, taken: Import) -> Outcome:
        try:
            document = await self._fetcher.fetch(taken.url)
            content = article_from(document, fallback_title=taken.url)
        except PermanentError as error:
            _log.info("import_failed", reason=str(error))
            await self._store.end(taken, State.FAILED, str(error))
            return Outcome.FAILED
        except TemporaryError as error:
            return await self._put_off(delivery, taken, str(error))
        done = await self._store.finish(taken, content)
        return Outcome.DUPLICATE if done is None else Outcome.DONE

    async def _put_off(self, delivery: Delivery, taken: Import, reason: str) -> Outcome:
        delay = self._policy.delay_seconds(taken.attempts)
        if delay is None:
            return await self._bury(delivery, taken, reason)
        _log.info("import_put_off", reason=reason, attempt=taken.attempts, seconds=round(delay, 3))
        await self._store.postpone(taken, reason, delay)
        return Outcome.RETRIED

    async def _bury(self, delivery: Delivery, taken: Import, reason: str) -> Outcome:
        """Write the dead letter first: a worker that dies between the two leaves one too many, never none."""
        _log.warning("import_dead", reason=reason, attempts=taken.attempts)
        await self._queue.bury(delivery, reason)
        await self._store.end(taken, State.DEAD, reason)
        return Outcome.DEAD
