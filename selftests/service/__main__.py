"""A release of a few routes, to try the gate on: `python -m selftests.service PORT [FAULT]`.

FAULT is `mute` (liveness answers 500), `killer` (the first probe kills the process that started it), `slow`
(readiness takes a minute), `page` (everything is one page for people), or `chatty` (readiness tells where the
database is).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FAULT = sys.argv[2] if len(sys.argv) > 2 else ""
IDENTITY = {"version": "1.0", "revision": "abc1234", "configuration": "c", "instance": str(os.getpid())}
SAID = {"/live": {"status": "pass"}, "/ready": {"status": "pass"}, "/version": IDENTITY, "/": {}}
CHATTER = b'{"status": "pass", "notes": ["postgresql://shop:hunter2@db.internal:5432/shop"]}'
PAGE = b"<!doctype html><title>Welcome</title><p>Welcome to nginx!"
STARTER = os.getppid()


class Handler(BaseHTTPRequestHandler):
    """Answer by path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send JSON, 404 for an unknown path."""
        if FAULT == "killer" and self.path == "/live":
            os.kill(STARTER, signal.SIGKILL)
        if FAULT == "slow" and self.path == "/ready":
            threading.Event().wait(60)
        status = 500 if FAULT == "mute" and self.path == "/live" else 200 if self.path in SAID else 404
        body = json.dumps(SAID.get(self.path, {"status": "fail"})).encode()
        body = CHATTER if FAULT == "chatty" and self.path == "/ready" else body
        body = PAGE if FAULT == "page" else body
        self.send_response(200 if FAULT == "page" else status)
        self.send_header("Content-Type", "text/html" if FAULT == "page" else "application/json")
        self.send_header("X-Request-ID", self.headers.get("X-Request-ID", ""))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
