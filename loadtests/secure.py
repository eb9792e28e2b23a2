"""A connection under TLS, through a proxy's tunnel where there is one."""

import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from gonogo.loadtests.connection import CHUNK, Connection
from gonogo.loadtests.errors import ProxyRefusedError
from gonogo.loadtests.route import Route

if TYPE_CHECKING:
    from gonogo.loadtests.client import Client


class SecureConnection(Connection):
    """The tunnel first, then the handshake, then what every connection does, encrypted."""

    __slots__ = ("_cipher", "_in", "_out", "_said", "_waiting")

    def __init__(self, client: "Client", route: Route, context: ssl.SSLContext) -> None:
        super().__init__(client, route)
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._cipher = context.wrap_bio(self._in, self._out, server_hostname=route.host)
        self._said: bytes | None = b"" if route.tunnel else None
        self._waiting: bytes | None = None

    def _first(self, data: bytes) -> bytes:
        self._waiting = data
        return self.route.tunnel or self._hello()

    def _request(self, data: bytes) -> None:
        self._cipher.write(data)
        self._write(self._out.read())

    def _hello(self) -> bytes:
        with suppress(ssl.SSLWantReadError):
            self._cipher.do_handshake()
        return self._out.read()

    def _took(self, data: bytes) -> None:
        if self._said is not None:
            self._tunnelled(data)
            return
        self._in.write(data)
        try:
            if self._waiting is not None:
                self._cipher.do_handshake()
                data, self._waiting = self._waiting, None
                self._cipher.write(data)
            self._decrypt()
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError as error:
            self._untrusted(error)
            return
        if self._out.pending:
            self._write(self._out.read())

    def _decrypt(self) -> None:
        """Read until more is needed, or the request has ended. Raises ssl.SSLError."""
        while self._sock is not None:
            try:
                data = self._cipher.read(CHUNK)
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                data = b""
            if not data:
                self._ended()
                return
            super()._took(data)

    def _tunnelled(self, data: bytes) -> None:
        """The proxy's answer to CONNECT; nothing comes after it before we speak."""
        self._said = (self._said or b"") + data
        head, ended, _ = self._said.partition(b"\r\n\r\n")
        if not ended:
            return
        line = head.partition(b"\r\n")[0]
        if line.split(None, 2)[1:2] != [b"200"]:
            self.fail(ProxyRefusedError(line.decode("latin-1")))
            return
        self._said = None
        self._write(self._hello())

    def _ended(self) -> None:
        if self._said is not None:
            self.fail(ProxyRefusedError("closed before it answered CONNECT"))
        else:
            super()._ended()

    def _untrusted(self, error: ssl.SSLError) -> None:
        """Tell the server why, as far as it listens."""
        if self.number < 0:
            self._client.lost(self)
            return
        self._left = self._out.read()
        with suppress(OSError):
            self._push()
        self.fail(error)
