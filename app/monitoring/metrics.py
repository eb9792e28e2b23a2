"""The service's series, on a registry of its own."""

from collections.abc import Iterable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

from app import __version__
from app.config.monitoring import DURATION_BUCKETS_SECONDS
from app.monitoring.loop_lag import LoopLag
from app.monitoring.observe import Served


class Metrics:
    """Every series that the service exposes. One process, one instance."""

    def __init__(self, revision: str, loop_lag: LoopLag) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # in the text format they are gauges beside every counter
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.in_flight = self._gauge("ukp_http_requests_in_flight", "HTTP requests that are being answered.")
        self._requests = Counter(
            "ukp_http_requests",
            "HTTP requests answered, by status code; 499: the client left unanswered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "ukp_http_request_duration_seconds",
            "Time until the last byte of the response was sent.",
            ["method", "route"],
            buckets=DURATION_BUCKETS_SECONDS,
            registry=self.registry,
        )
        self._up = {
            "database": self._gauge("ukp_database_up", "Whether the database took the last write check."),
            "cache": self._gauge("ukp_cache_up", "Whether the cache answered the last check."),
        }
        lag = self._gauge("ukp_event_loop_lag_seconds", "Longest delay of a timer within the last minute.")
        lag.set_function(loop_lag.longest_seconds)
        build = Info("ukp_build", "The running build.", registry=self.registry)
        build.info({"version": __version__, "revision": revision})

    def _gauge(self, name: str, documentation: str) -> Gauge:
        return Gauge(name, documentation, registry=self.registry)

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
