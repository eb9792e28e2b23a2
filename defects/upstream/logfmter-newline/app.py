"""A shop that logs each request as a line of logfmt, by logfmter."""

import json
import logging
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from urllib.parse import unquote

from logfmter import Logfmter

BEGAN = time.monotonic()
LINES = logging.StreamHandler()
LINES.setFormatter(Logfmter())
logging.basicConfig(handlers=[LINES], level=logging.INFO)
LOG = logging.getLogger("shop")


class Handler(BaseHTTPRequestHandler):
    """Says that it is open."""

    def version_string(self):
        """Tell nobody the version of Python."""
        return "shop"

    def log_message(self, *_):
        """Leave the log to the shop."""

    def do_GET(self):
        """Answer what is open, and log who asked for what."""
        now = {"version": version("logfmter"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/": {"shop": "open"}, "/healthz": {"status": "pass"}, "/version": now}
        found = pages.get(self.path)
        status = 200 if found else 404
        agent = self.headers.get("User-Agent", "")
        LOG.info({"msg": "asked", "path": unquote(self.path), "status": status, "agent": agent})
        body = json.dumps(found or {"detail": "not found"}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
