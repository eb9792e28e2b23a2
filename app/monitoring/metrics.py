"""The service's series, on a registry of its own."""

import os
from collections.abc import Iterable
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.multiprocess import MultiProcessCollector

from app import __version__
from app.config.monitoring import DURATION_BUCKETS_SECONDS
from app.monitoring.loop_lag import LoopLag
from app.monitoring.observe import Served


class Metrics:
    """Every series that the service exposes; `registry` is what a scrape reads.

    With several workers it reads what all of them counted, and process_* are those of their parent, whose
    start is the start of the counters.
    """

    def __init__(self, revision: str, loop_lag: LoopLag, workers: int = 1) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # in the text format they are gauges beside every counter
        self.registry = self._own = CollectorRegistry()
        if workers > 1:
            self.registry = CollectorRegistry()
            MultiProcessCollector(self.registry)  # type: ignore[no-untyped-call]
        ProcessCollector(pid=os.getppid if workers > 1 else lambda: "self", registry=self.registry)
        self.in_flight = self._gauge(
            "ukp_http_requests_in_flight", "HTTP requests that are being answered.", "livesum"
        )
        self._requests = Counter(
            "ukp_http_requests",
            "HTTP requests answered, by status code; 499: the client left unanswered.",
            ["method", "route", "status"],
            registry=self._own,
        )
        self._seconds = Histogram(
            "ukp_http_request_duration_seconds",
            "Time until the last byte of the response was sent.",
            ["method", "route"],
            buckets=DURATION_BUCKETS_SECONDS,
            registry=self._own,
        )
        latest: Literal["livemostrecent"] = "livemostrecent"
        self._up = {
            "database": self._gauge(
                "ukp_database_up", "Whether the database took the last write check.", latest
            ),
            "cache": self._gauge("ukp_cache_up", "Whether the cache answered the last check.", latest),
        }
        lag = self._gauge(
            "ukp_event_loop_lag_seconds", "Longest delay of a timer within the last minute.", "livemax"
        )
        if workers > 1:
            loop_lag.report = lag.set
        else:
            lag.set_function(loop_lag.longest_seconds)
        build = Info("ukp_build", "The running build.", registry=self.registry)
        build.info({"version": __version__, "revision": revision})

    def _gauge(
        self, name: str, documentation: str, several: Literal["livesum", "livemax", "livemostrecent"]
    ) -> Gauge:
        """Make a gauge; `several` is what becomes of it with several workers."""
        return Gauge(name, documentation, registry=self._own, multiprocess_mode=several)

    def record(self, served: Served) -> None:
        """Count a finished request."""
        self._requests.labels(served.method, served.route, str(served.status)).inc()
        self._seconds.labels(served.method, served.route).observe(served.seconds)

    def announce(self, method: str, route: str, statuses: Iterable[int]) -> None:
        """Expose series at zero before their first event, so that the first one shows in a rate."""
        for status in statuses:
            self._requests.labels(method, route, str(status))
        self._seconds.labels(method, route)

    def dependency(self, name: str, *, up: bool) -> None:
        """Set whether `database` or `cache` is up."""
        self._up[name].set(up)
