"""A server on loopback in this process, for the services that tests make up."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Handler(BaseHTTPRequestHandler):
    """Answers every method with `respond`, and writes nothing to the test's output."""

    def respond(self) -> None:
        """Send one answer."""
        raise NotImplementedError

    def do_GET(self) -> None:
        self.respond()

    do_OPTIONS = do_POST = do_GET  # noqa: N815 - http.server calls them so

    def answer(self, status: int, body: str, content_type: str) -> None:
        """Read the request's body and send a whole answer."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Loopback(ThreadingHTTPServer):
    """Serves from enter to exit, with a handler class of its own that carries `attributes`."""

    request_queue_size = 64  # of five, connections opened at once wait a second for their second try

    def __init__(self, handler: type[Handler], **attributes: Any) -> None:
        super().__init__(("127.0.0.1", 0), type("Own", (handler,), attributes))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
