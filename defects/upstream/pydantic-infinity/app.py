"""Days that are booked, checked by pydantic, one request after the other."""

import datetime
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import pydantic

BEGAN = time.monotonic()


class Booking(pydantic.BaseModel):
    """One day."""

    day: datetime.date


def taken(body):
    """Return the status for a body."""
    try:
        Booking(**json.loads(body))
    except (TypeError, ValueError):  # pydantic's own error is a ValueError
        return 422
    return 201


class Handler(BaseHTTPRequestHandler):
    """Takes bookings."""

    timeout = 5

    def version_string(self):
        """Tell nobody the version of Python."""
        return "bookings"

    def log_message(self, *_):
        """Keep quiet."""

    def do_GET(self):
        """Answer what is open."""
        now = {"version": version("pydantic"), "uptime_seconds": time.monotonic() - BEGAN}
        found = {"/healthz": {"status": "pass"}, "/version": now}.get(self.path)
        self.answer(200 if found else 404, found or {"detail": "not found"})

    def do_POST(self):
        """Take what is sent."""
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        status = taken(body) if self.path == "/bookings" else 404
        self.answer(status, {"taken": status == 201})

    def answer(self, status, told):
        """Send JSON."""
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
