"""A shop whose settings environs reads: it does not start with odd hours."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

from environs import Env, EnvError

BEGAN = time.monotonic()
try:
    HOURS = Env().int("HOURS", 8)
except EnvError:
    sys.exit("HOURS: not a number")


class Handler(BaseHTTPRequestHandler):
    """Says that it is open."""

    def version_string(self):
        """Tell nobody the version of Python."""
        return "shop"

    def log_message(self, *_):
        """Keep quiet."""

    def do_GET(self):
        """Answer what is open."""
        now = {"version": version("environs"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/": {"hours": HOURS}, "/healthz": {"status": "pass"}, "/version": now}
        found = pages.get(self.path)
        body = json.dumps(found or {"detail": "not found"}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
