"""A shop whose settings django-environ reads: it does not start with DEBUG, nor with odd hours."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import environ

BEGAN = time.monotonic()
env = environ.Env()
if env.bool("DEBUG", default=False):
    sys.exit("DEBUG: this is production")
try:
    HOURS = env.int("HOURS", default=8)
except (environ.ImproperlyConfigured, ValueError):
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
        now = {"version": version("django-environ"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/": {"hours": HOURS}, "/healthz": {"status": "pass"}, "/version": now}
        found = pages.get(self.path)
        body = json.dumps(found or {"detail": "not found"}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
