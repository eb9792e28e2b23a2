"""Puts into the queue what belongs there and is not: retries that are due, and what Valkey lost."""

from datetime import UTC, datetime, timedelta

import structlog

from app.imports.queue import Queue
from app.imports.store import ImportStore

INTERVAL_SECONDS = 1.0
SKEW_SECONDS = 10.0
"""How far the clocks of a replica, this worker and Valkey may differ, a slow request's time included."""

_log = structlog.get_logger(__name__)


async def sweep(store: ImportStore, queue: Queue) -> int:
    """Refill the queue and return with how many jobs. Raises what store and queue raise.

    The queue is in order: an unfinished import that went in before its oldest entry is not in it any more.
    Valkey keeps nothing when it starts again. One too many does no harm, since a job is done once.
    """
    waiting = (await queue.backlog()).oldest_seconds + SKEW_SECONDS
    jobs = await store.due(datetime.now(UTC) - timedelta(seconds=waiting))
    for job in jobs:
        await queue.add(job)
        _log.info("import_queued_again", import_id=job.import_id, request_id=job.request_id)
    return len(jobs)
