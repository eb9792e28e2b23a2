"""A shop on Tornado that exposes in seconds what OpenTelemetry measures of its requests in milliseconds."""

import asyncio
import sys
import time
from importlib.metadata import version

from opentelemetry.instrumentation.tornado import TornadoInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.metrics.view import ExplicitBucketHistogramAggregation, View
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import HistogramMetricFamily
from prometheus_client.process_collector import ProcessCollector
from tornado.web import Application, RequestHandler

BEGAN = time.monotonic()
SECONDS = 0.4
BOUNDS = (0.005, 0.05, 0.25, 0.5, 1, 2.5, 10)
METHODS = RequestHandler.SUPPORTED_METHODS
reader = InMemoryMetricReader()
buckets = ExplicitBucketHistogramAggregation([bound * 1000 for bound in BOUNDS])
view = View(instrument_name="http.server.duration", aggregation=buckets)
TornadoInstrumentor().instrument(meter_provider=MeterProvider([reader], views=[view]))


class Durations:
    """What was measured, by method and route."""

    def collect(self):
        """Add up what goes to one route."""
        sums = {(method, path): ([0] * (len(BOUNDS) + 1), 0.0) for method in ["GET"] for path in PAGES}
        for point in _points():
            method, path = point.attributes["http.method"], point.attributes.get("http.target")
            key = (method if method in METHODS else "other", path if path in PAGES else "none")
            counts, total = sums.get(key, ([0] * (len(BOUNDS) + 1), 0.0))
            counts = [one + other for one, other in zip(counts, point.bucket_counts, strict=True)]
            sums[key] = (counts, total + point.sum / 1000)
        family = HistogramMetricFamily(
            "http_server_duration_seconds", "Durations.", labels=["method", "route"]
        )
        for key, (counts, total) in sums.items():
            so_far = [sum(counts[: n + 1]) for n in range(len(counts))]
            names = [*(str(float(bound)) for bound in BOUNDS), "+Inf"]
            family.add_metric(key, list(zip(names, so_far, strict=True)), total)
        yield family


def _points():
    data = reader.get_metrics_data()
    for resource in data.resource_metrics if data else []:
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                if metric.name == "http.server.duration":
                    yield from metric.data.data_points


class Page(RequestHandler):
    """Says what it was made with."""

    def initialize(self, says, seconds=0):
        """Keep it."""
        self.says, self.seconds = says, seconds

    def set_default_headers(self):
        """Tell no version of the server."""
        self.set_header("Server", "shop")

    async def get(self):
        """Say it, after a moment."""
        await asyncio.sleep(self.seconds)
        self.write(self.says())

    def write_error(self, status_code, **_):
        """Say little."""
        self.finish({"status": status_code})


class Missing(Page):
    """Is not there."""

    def initialize(self):
        """Keep nothing."""

    def prepare(self):
        """Say so."""
        self.send_error(404)


class Metrics(Page):
    """Shows what was measured."""

    def initialize(self):
        """Keep nothing."""

    async def get(self):
        """Show it."""
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(generate_latest(registry))


def _now():
    product = version("opentelemetry-instrumentation-tornado")
    return {"version": product, "uptime_seconds": time.monotonic() - BEGAN}


PAGES = {
    "/": {"says": lambda: {"shop": "open"}},
    "/healthz": {"says": lambda: {"status": "pass"}},
    "/report": {"says": lambda: {"sold": 3}, "seconds": SECONDS},
    "/version": {"says": _now},
}
registry = CollectorRegistry()
registry.register(Durations())
ProcessCollector(registry=registry)


async def main():
    """Serve until told to stop."""
    routes = [(path, Page, made) for path, made in PAGES.items()]
    app = Application(
        [*routes, ("/metrics", Metrics)], default_handler_class=Missing, log_function=lambda _: None
    )
    app.listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
