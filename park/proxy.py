"""A reverse proxy that changes answers on their way, and nothing else about them."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
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
    own = {"netloc": urlsplit(upstream).netloc, "alter": staticmethod(alter)}
    server = _Server(("127.0.0.1", 0), type("Own", (_Handler,), own))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    netloc: ClassVar[str]
    alter: ClassVar[Alteration]
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        """Pass on any method, not only those with a do_ method; one request on each connection."""
        self.close_connection = True
        with suppress(OSError, http.client.HTTPException):  # who left, or breaks off, gets nothing more
            self.raw_requestline = self.rfile.readline(LONGEST_LINE)
            if self.raw_requestline and self.parse_request():
                self._answer()
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        stated = self.headers.get("Content-Length", "0")
        if not stated.isdecimal() or "Transfer-Encoding" in self.headers:
            self._send(REFUSED)  # its end is open to two readings, and nothing here needs it
            return
        with closing(http.client.HTTPConnection(self.netloc, timeout=UPSTREAM_SECONDS)) as connection:
            try:
                self._pass_on(connection, int(stated))
            except (ValueError, OverflowError, http.client.InvalidURL):
                self._send(REFUSED)  # nobody can write it as it came
                return
            self._send(type(self).alter(self._came(connection)))

    def _pass_on(self, connection: http.client.HTTPConnection, length: int) -> None:
        headers = {k: v for k, v in self.headers.items() if k.lower() not in NOT_PASSED_ON}
        connection.request(self.command, self.path, self.rfile.read(length) if length else None, headers)

    def _came(self, connection: http.client.HTTPConnection) -> Answer:
        came = connection.getresponse()
        kept = tuple((k, v) for k, v in came.getheaders() if k.lower() not in OF_THE_CONNECTION)
        return Answer(self.path, came.status, kept, came.read(), self.headers.get("Origin", ""))

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


def unchanged(answer: Answer) -> Answer:
    """Change nothing: what arrives is what was sent."""
    return replace(answer)
