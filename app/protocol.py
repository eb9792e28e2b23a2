"""uvicorn's HTTP/1.1 protocol, whose own refusals carry the headers that every response carries.

Where a request target names a host, that is the host that was asked for.
"""

import re
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.config.security import RESPONSE_HEADERS

_ABSOLUTE = re.compile(rb"[a-z][a-z0-9+.-]*://(?P<authority>[^/?#]*)", re.IGNORECASE)
_BODY = b'{"type":"about:blank","title":"Bad Request","status":400,"detail":"not a valid HTTP request"}'


class Protocol(HttpToolsProtocol):
    """Answers what is not HTTP with a problem, and closes the connection."""

    def on_headers_complete(self) -> None:
        """Take the host from an absolute request target in the place of Host (RFC 9112, 3.2.2)."""
        if (named := _ABSOLUTE.match(self.url)) is not None:
            host = (b"host", named["authority"])
            self.headers[:] = [host if field[0] == b"host" else field for field in self.headers]
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the message is already logged
        """Refuse the request."""
        headers = [
            *self.server_state.default_headers,
            *RESPONSE_HEADERS,
            (b"content-type", b"application/problem+json"),
            (b"content-length", str(len(_BODY)).encode("ascii")),
            (b"connection", b"close"),
        ]
        lines = [name + b": " + value for name, value in headers]
        status = f"HTTP/1.1 400 {HTTPStatus.BAD_REQUEST.phrase}".encode("ascii")
        self.transport.write(b"\r\n".join([status, *lines, b"", _BODY]))
        self.transport.close()
