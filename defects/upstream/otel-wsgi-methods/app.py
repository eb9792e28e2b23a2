"""A shop whose requests OpenTelemetry's middleware measures, by method and status."""

import json
import sys
import time
from importlib.metadata import version
from socketserver import ThreadingMixIn
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer, make_server

from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.wsgi import OpenTelemetryMiddleware
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.view import DropAggregation, View
from prometheus_client import make_wsgi_app

BEGAN = time.monotonic()
PRODUCT = version("opentelemetry-instrumentation-wsgi")
metrics = make_wsgi_app()


def shop(environ, start):
    """Answer one request."""
    now = {"version": PRODUCT, "uptime_seconds": time.monotonic() - BEGAN}
    found = {"/": {"shop": "open"}, "/healthz": {"status": "pass"}, "/version": now}.get(environ["PATH_INFO"])
    start("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


views = [
    View(instrument_name="http.server.active_requests", attribute_keys={"http.method"}),
    View(instrument_name="http.server.duration", aggregation=DropAggregation()),
]
counted = OpenTelemetryMiddleware(shop, meter_provider=MeterProvider([PrometheusMetricReader()], views=views))


def app(environ, start):
    """Serve the shop, and what is counted of it."""
    return (metrics if environ["PATH_INFO"] == "/metrics" else counted)(environ, start)


ServerHandler.server_software = "shop"  # and no version


class Server(ThreadingMixIn, WSGIServer):
    """Serves many at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log_message(self, *_):
        """Keep quiet."""


make_server("127.0.0.1", int(sys.argv[1]), app, Server, Quiet).serve_forever()
