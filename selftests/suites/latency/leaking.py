"""A process of its own that answers `/things`, and keeps something of each request or of the first ones."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

KEPT: list[Any] = []
CACHE: deque[bytes] = deque(maxlen=100)


def keep(what: str) -> None:
    """Keep of one request what the name says."""
    if what == "bytes":
        KEPT.append(os.urandom(40_000))
    elif what == "cache":
        CACHE.append(os.urandom(40_000))
    elif what == "sockets":
        KEPT.append(socket.socket())
    elif what == "files":
        KEPT.append(Path(__file__).open())  # noqa: SIM115 - nobody closes it
    elif what == "threads":
        threading.Thread(target=threading.Event().wait, daemon=True).start()


class Shop(BaseHTTPRequestHandler):
    """Answers, unless it is to fail."""

    def do_GET(self) -> None:
        """Keep something, and answer."""
        keep(sys.argv[1])
        self.send_response(503 if sys.argv[1] == "fails" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    print(server.server_port, flush=True)
    server.serve_forever()
