"""A reverse proxy that changes answers on their way, and nothing else about them."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from park.server import Alteration, Answer

UPSTREAM_SECONDS = 30.0
LONGEST_LINE = 65537
OF_THE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}
NOT_PASSED_ON = OF_THE_CONNECTION | {"accept-encoding"}  # what comes packed cannot be altered
WITHOUT_A_BODY = {204, 304}
REFUSED = Answer("", 400, (("Content-Type", "text/plain; charset=utf-8"),), b"bad request")


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # of five, connections opened at once wait a second for their second try


@contextmanager
def altered(upstream: str, alter: Alteration) -> Iterator[str]:
    """Forward to a server of this machine and alter what it answers; yields the proxy's own URL."""
    server = _Server(("127.0.0.1", 0), _handler(urlsplit(upstream).netloc, alter))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(netloc: str, alter: Alteration) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            """Pass on any method, not only those with a do_ method; one request on each connection."""
            self.close_connection = True
            self.raw_requestline = self.rfile.readline(LONGEST_LINE)
            if self.raw_requestline and self.parse_request():
                with suppress(OSError):  # a client that left wants nothing more
                    self._answer()
            self.close_connection = True

        def _answer(self) -> None:
            stated = self.headers.get("Content-Length", "0")
            if not stated.isdecimal() or "Transfer-Encoding" in self.headers:
                self._send(REFUSED)  # its end is open to two readings, and nothing here needs it
            else:
                self._send(alter(self._asked(int(stated))))

        def _asked(self, length: int) -> Answer:
            connection = http.client.HTTPConnection(netloc, timeout=UPSTREAM_SECONDS)
            headers = {k: v for k, v in self.headers.items() if k.lower() not in NOT_PASSED_ON}
            connection.request(self.command, self.path, self.rfile.read(length) if length else None, headers)
            came = connection.getresponse()
            kept = tuple((k, v) for k, v in came.getheaders() if k.lower() not in OF_THE_CONNECTION)
            answer = Answer(self.path, came.status, kept, came.read(), self.headers.get("Origin", ""))
            connection.close()
            return answer

        def _send(self, answer: Answer) -> None:
            self.send_response_only(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.status not in WITHOUT_A_BODY:
                self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

    return Handler


def unchanged(answer: Answer) -> Answer:
    """Change nothing: what arrives is what was sent."""
    return replace(answer)
