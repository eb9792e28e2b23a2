"""A shop served by cheroot."""

import json
import signal
import sys
import threading
import time
from importlib.metadata import version

from cheroot import wsgi

BEGAN = time.monotonic()
LIMIT = 65536
PAGES = {
    "/": lambda: {"shop": "open"},
    "/orders": lambda: {"orders": 2},
    "/healthz": lambda: {"status": "pass"},
    "/version": lambda: {"version": version("cheroot"), "uptime_seconds": time.monotonic() - BEGAN},
}


def shop(environ, start_response):
    """Answer one request."""
    page = PAGES.get(environ["PATH_INFO"])
    status = "200 OK" if page else "404 Not Found"
    if page and environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        page, status = None, "405 Method Not Allowed"
    body = json.dumps(page() if page else {"detail": status[4:].lower()}).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


server = wsgi.Server(("127.0.0.1", int(sys.argv[1])), shop, numthreads=10, server_name="shop", request_queue_size=128)
server.max_request_body_size, server.max_request_header_size = LIMIT, LIMIT


def told(*_words):
    """End, for it was told to; `start` returns then."""
    threading.Thread(target=server.stop).start()


signal.signal(signal.SIGTERM, told)
server.start()
