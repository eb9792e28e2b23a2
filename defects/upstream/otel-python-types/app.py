"""Orders, counted by OpenTelemetry: some have a colour, some have not."""

import json
import sys
import time
from importlib.metadata import version
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, make_server

from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_client import make_wsgi_app

BEGAN = time.monotonic()
orders = MeterProvider([PrometheusMetricReader()]).get_meter("shop").create_counter("orders")
orders.add(1, {"kind": "book"})
orders.add(1, {"kind": "pen", "colour": "red"})
metrics = make_wsgi_app()


def app(environ, start):
    """Answer one request."""
    if environ["PATH_INFO"] == "/metrics":
        return metrics(environ, start)
    product = version("opentelemetry-exporter-prometheus")
    now = {"version": product, "uptime_seconds": time.monotonic() - BEGAN}
    found = {"/healthz": {"status": "pass"}, "/version": now}.get(environ["PATH_INFO"])
    start("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


ServerHandler.server_software = "shop"  # and no version


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log_message(self, *_):
        """Keep quiet."""


make_server("127.0.0.1", int(sys.argv[1]), app, handler_class=Quiet).serve_forever()
