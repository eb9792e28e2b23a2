"""A search that logs what was searched for by structlog, as logfmt."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from urllib.parse import parse_qs, unquote, urlsplit

import structlog

BEGAN = time.monotonic()
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
    ]
)
log = structlog.get_logger()


class Handler(BaseHTTPRequestHandler):
    """Searches nothing, and says so."""

    timeout = 5

    def version_string(self):
        """Tell nobody the version of Python."""
        return "search"

    def log_message(self, *_):
        """Leave the log to structlog."""

    def do_GET(self):
        """Answer what is asked for."""
        asked = urlsplit(self.path)
        now = {"version": version("structlog"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/healthz": {"status": "pass"}, "/version": now, "/search": {"found": 0}}
        found = pages.get(asked.path)
        status = 200 if found else 404
        query = parse_qs(asked.query).get("q", [""])[0]
        log.info("request", method=self.command, path=unquote(asked.path), q=query, status=status)
        body = json.dumps(found or {"detail": "not found"}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
