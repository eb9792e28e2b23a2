"""A shop served by cheroot."""

import json
import signal
import sys
import threading
import time
from importlib.metadata import version

from cheroot import wsgi
from cheroot.errors import MaxSizeExceeded

BEGAN = time.monotonic()
LIMIT = 65536
PAGES = {
    "/": lambda: {"shop": "open"},
    "/orders": lambda: {"orders": 2},
    "/healthz": lambda: {"status": "pass"},
    "/version": lambda: {"version": version("cheroot"), "uptime_seconds": time.monotonic() - BEGAN},
}


def shop(environ, start_response):
    """Answer one request, once all of it was read."""
    page = PAGES.get(environ["PATH_INFO"])
    status, ending = "200 OK" if page else "404 Not Found", []
    if page and environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        page, status = None, "405 Method Not Allowed"
    try:
        environ["wsgi.input"].read()
    except MaxSizeExceeded:
        page, status, ending = None, "413 Content Too Large", [("Connection", "close")]
    except (OSError, ValueError):
        page, status, ending = None, "400 Bad Request", [("Connection", "close")]
    body = json.dumps(page() if page else {"detail": status[4:].lower()}).encode()
    heads = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(status, heads + ending)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


here = ("127.0.0.1", int(sys.argv[1]))
server = wsgi.Server(here, shop, numthreads=10, server_name="shop", request_queue_size=128)
server.max_request_body_size, server.max_request_header_size = LIMIT, LIMIT


def told(*_words):
    """End, for it was told to; `start` returns then."""
    threading.Thread(target=server.stop).start()


signal.signal(signal.SIGTERM, told)
server.start()
