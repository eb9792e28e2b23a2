"""The worker's series, on a registry of its own."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client import disable_created_metrics as disable_created

from app.imports.queue import Backlog
from app.imports.work import Outcome

DURATION_BUCKETS_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0)
"""20 is the deadline of a fetch; 60 lies beyond that and the writing."""


class WorkerMetrics:
    """Every series that a worker exposes. The queue's are the same from each worker: take their maximum."""

    def __init__(self) -> None:
        disable_created()  # type: ignore[no-untyped-call]  # in the text format they are gauges beside every counter
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._jobs = Counter(
            "ukp_import_jobs", "Deliveries by what came of them.", ["outcome"], registry=self.registry
        )
        for outcome in Outcome:
            self._jobs.labels(outcome.value)
        self._seconds = Histogram(
            "ukp_import_job_duration_seconds",
            "Time from the delivery of a job to its outcome.",
            buckets=DURATION_BUCKETS_SECONDS,
            registry=self.registry,
        )
        self._in_progress = self._gauge("ukp_import_jobs_in_progress", "Jobs that this worker does now.")
        self._depth = self._gauge("ukp_import_queue_depth", "Jobs in the queue, those in work included.")
        self._oldest = self._gauge("ukp_import_oldest_job_age_seconds", "Age of the queue's oldest job.")
        self._dead = self._gauge("ukp_import_dead_letters", "Jobs that were given up and not yet looked at.")
        self._up = {
            "database": self._gauge("ukp_worker_database_up", "Whether the database took the last write."),
            "queue": self._gauge("ukp_worker_queue_up", "Whether the queue answered the last check."),
        }

    def _gauge(self, name: str, documentation: str) -> Gauge:
        return Gauge(name, documentation, registry=self.registry)

    @contextmanager
    def job(self) -> Iterator[None]:
        """Measure a job, however it ends."""
        began = time.perf_counter()
        with self._in_progress.track_inprogress():
            try:
                yield
            finally:
                self._seconds.observe(time.perf_counter() - began)

    def count(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self._jobs.labels(outcome.value).inc()

    def backlog(self, backlog: Backlog) -> None:
        """Set what waits."""
        self._depth.set(backlog.depth)
        self._oldest.set(backlog.oldest_seconds)
        self._dead.set(backlog.dead_letters)

    def dependency(self, name: str, *, up: bool) -> None:
        """Set whether `database` or `queue` is up."""
        self._up[name].set(up)
