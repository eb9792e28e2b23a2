"""Orders, counted by the Python client of Prometheus under a name with dots."""

import json
import sys
import time
from importlib.metadata import version
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, make_server

from prometheus_client import Counter, make_wsgi_app

BEGAN = time.monotonic()
orders = Counter("shop.orders", "Orders.", ["kind"])
orders.labels("book").inc()
Counter("visits", "Visits.").inc()
metrics = make_wsgi_app()


def app(environ, start):
    """Answer one request."""
    if environ["PATH_INFO"] == "/metrics":
        return metrics(environ, start)
    now = {"version": version("prometheus-client"), "uptime_seconds": time.monotonic() - BEGAN}
    found = {"/healthz": {"status": "pass"}, "/version": now}.get(environ["PATH_INFO"])
    start("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


ServerHandler.server_software = "shop"  # and no version


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log_message(self, *_):
        """Keep quiet."""


make_server("127.0.0.1", int(sys.argv[1]), app, handler_class=Quiet).serve_forever()
