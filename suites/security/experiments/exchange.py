"""Send bytes on a connection of their own, and ask as the next client while they are read."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from gonogo.instruments.inputs.message import Plain
from gonogo.instruments.probe.failure import kind_of
from gonogo.instruments.tunnel import connected

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_FIRST_BYTES = 4_096
_HELD_SECONDS = 5.0


@dataclass(frozen=True)
class Reply:
    """How an exchange went: the first status, or how it ended; its seconds are None where nothing came."""

    answer: str
    seconds: float | None


class Exchange(threading.Thread):
    """One message, sent as fast as the other side takes it; ``sent`` is set when it is out."""

    def __init__(self, url: str, message: bytes, patience_seconds: float) -> None:
        super().__init__(daemon=True)
        self._url, self._message, self._patience = url, message, patience_seconds
        self._reply = Reply("not answered", None)
        self.sent = threading.Event()

    def run(self) -> None:
        """Send, and wait for the first bytes of an answer, or for the end."""
        began = time.monotonic()
        try:
            self._reply = self._exchange(began)
        except OSError as failure:
            self._reply = Reply(kind_of(failure)[1], time.monotonic() - began)
        finally:
            self.sent.set()

    def reply(self) -> Reply:
        """Wait for its end and return how it went."""
        self.join(2 * self._patience + 5)
        return self._reply

    def _exchange(self, began: float) -> Reply:
        with connected(self._url, self._patience) as connection:
            with suppress(ConnectionError):  # it refused before it read all of it, and may have said why
                connection.sendall(self._message)
            self.sent.set()
            connection.settimeout(self._patience)
            try:
                data = connection.recv(_FIRST_BYTES)
            except TimeoutError:
                return Reply("not answered", None)
            except ConnectionError:
                return Reply("the connection was reset", time.monotonic() - began)
            self._leave(connection)
        status = _STATUS.match(data)
        said = f"status {int(status[1])}" if status else "closed without an answer" if not data else "no HTTP"
        return Reply(said, time.monotonic() - began)

    @staticmethod
    def _leave(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def held(url: str, model: Plain, count: int) -> Iterator[int]:
    """Hold connections on which a plain request was answered; yields how many, fewer where some failed."""
    with ExitStack() as connections:
        answered = 0
        for _ in range(count):
            with suppress(OSError):
                connection = connections.enter_context(connected(url, _HELD_SECONDS))
                connection.sendall(model.written(close=False))
                answered += bool(connection.recv(_FIRST_BYTES))
        yield answered
