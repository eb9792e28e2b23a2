"""A front that writes down what passes, and hides private paths as a production proxy does."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@contextmanager
def fronted(upstream: str, hidden: Collection[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """Forward to the upstream, but answer 404 for hidden paths.

    Yields the front's URL and the growing list of `METHOD path`.
    """
    seen: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(urlsplit(upstream).netloc, seen, hidden))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def _handler(netloc: str, seen: list[str], hidden: Collection[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            """Record and pass on any method, not only those with a do_ method."""
            self.raw_requestline = self.rfile.readline(65537)
            if self.raw_requestline and self.parse_request():
                seen.append(f"{self.command} {self.path}")
                self._forward()
            self.close_connection = True

        def _forward(self) -> None:
            connection = http.client.HTTPConnection(netloc, timeout=10)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = "/hidden" if self.path in hidden else self.path
            connection.request(self.command, path, body, dict(self.headers.items()))
            answer = connection.getresponse()
            content = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            connection.close()

    return Handler
