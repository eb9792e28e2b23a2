"""A server that lives and knows one path, and what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

CONTRACT = """service: shop
identity: {unproven: "a server of the standard library has nothing that moves"}
health:
  liveness: {path: /live, body: text}
"""


class Shop(BaseHTTPRequestHandler):
    """`GET /live` and nothing else."""

    def do_GET(self) -> None:
        body = b"ok" if self.path == "/live" else b"not found"
        self.send_response(200 if self.path == "/live" else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Serve it on loopback; yield its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
