"""A shop that logs each request by ecs-logging, with an id of its own."""

import json
import logging
import sys
import time
import uuid
from importlib.metadata import version
from socketserver import ThreadingMixIn
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer, make_server

from ecs_logging import StdlibFormatter

BEGAN = time.monotonic()
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(StdlibFormatter())
log = logging.getLogger("shop")
log.addHandler(handler)
log.setLevel(logging.INFO)


def app(environ, start):
    """Answer one request, and log it."""
    path = environ["PATH_INFO"]
    now = {"version": version("ecs-logging"), "uptime_seconds": time.monotonic() - BEGAN}
    found = {"/": {"shop": "open"}, "/healthz": {"status": "pass"}, "/version": now}.get(path)
    status = "200 OK" if found else "404 Not Found"
    log.info("answered", extra={"shop": {"id": uuid.uuid4(), "path": path, "status": status}})
    start(status, [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


ServerHandler.server_software = "shop"  # and no version


class Server(ThreadingMixIn, WSGIServer):
    """Serves many at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line of its own for a request."""

    def log_message(self, *_):
        """Keep quiet."""


make_server("127.0.0.1", int(sys.argv[1]), app, Server, Quiet).serve_forever()
