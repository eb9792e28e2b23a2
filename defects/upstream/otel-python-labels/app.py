"""A shop that counts its requests by OpenTelemetry: by method, route and status."""

import json
import sys
import time
from importlib.metadata import version
from socketserver import ThreadingMixIn
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer, make_server

from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_client import make_wsgi_app

BEGAN = time.monotonic()
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
counted = MeterProvider([PrometheusMetricReader()]).get_meter("shop").create_counter("http_requests")
metrics = make_wsgi_app()


def app(environ, start):
    """Answer one request, and count it."""
    path = environ["PATH_INFO"]
    if path == "/metrics":
        return metrics(environ, start)
    product = version("opentelemetry-exporter-prometheus")
    now = {"version": product, "uptime_seconds": time.monotonic() - BEGAN}
    found = {"/": {"shop": "open"}, "/healthz": {"status": "pass"}, "/version": now}.get(path)
    method = environ["REQUEST_METHOD"]
    method = method if method in METHODS else "other"
    if found:
        counted.add(1, {"method": method, "route": path, "status": "200"})
    else:
        counted.add(1, {"status": "404", "method": method, "route": "none"})
    start("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


ServerHandler.server_software = "shop"  # and no version


class Server(ThreadingMixIn, WSGIServer):
    """Serves many at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log_message(self, *_):
        """Keep quiet."""


make_server("127.0.0.1", int(sys.argv[1]), app, Server, Quiet).serve_forever()
