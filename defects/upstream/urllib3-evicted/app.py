"""A shop that asks one store for prices and another one for stock, through one manager of urllib3's pools."""

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import urllib3

BEGAN = time.monotonic()
SECONDS = 0.05


class Answering(BaseHTTPRequestHandler):
    """Answers in JSON, on a connection that stays."""

    protocol_version = "HTTP/1.1"

    def version_string(self):
        """Tell nobody the version of Python."""
        return "shop"

    def log_message(self, *_):
        """Keep quiet."""

    def answer(self, found):
        """Send what was found."""
        body = json.dumps(found or {"detail": "not found"}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Store(Answering):
    """Takes a moment."""

    def do_GET(self):
        """Tell something of what is asked for."""
        time.sleep(SECONDS)
        self.answer({"of": self.path, "found": len(self.path)})


class Server(ThreadingHTTPServer):
    """Serves many at a time."""

    daemon_threads = True
    request_queue_size = 128


def store():
    """Begin a store, and return where it is."""
    server = Server(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


STORES = {"prices": store(), "stock": store()}
POOLS = urllib3.PoolManager(num_pools=1, maxsize=1, block=True)


class Shop(Answering):
    """Tells prices and stock."""

    def do_GET(self):
        """Ask the store that knows."""
        now = {"version": urllib3.__version__, "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/healthz": {"status": "pass"}, "/version": now}
        known = re.fullmatch(r"/(prices|stock)/([0-9a-z-]{1,40})", self.path)
        self.answer(self.asked(*known.groups()) if known else pages.get(self.path))

    def asked(self, what, name):
        """Return what a store says of one article."""
        return json.loads(POOLS.request("GET", f"{STORES[what]}/{name}").data)


Server(("127.0.0.1", int(sys.argv[1])), Shop).serve_forever()
