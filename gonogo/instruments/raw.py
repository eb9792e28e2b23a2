"""HTTP requests as bytes over a connection of their own, for what no HTTP client sends."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from gonogo.instruments.answers import statuses_in
from gonogo.instruments.probe.failure import kind_of
from gonogo.instruments.tunnel import connected

_RECEIVE_BYTES = 65_536
_MOST_BYTES = 1_000_000
_HEAD = re.compile(rb"HTTP/1\.([01]) [2-5]\d\d\b.*?\r\n\r\n", re.DOTALL)
_CONNECTION = re.compile(rb"\r\nconnection:([^\r]*)", re.IGNORECASE)
_UNASKED_SECONDS = 0.15  # who has read a second request answers it now, and may then close on the rest
_SOON = 0.3  # of the time for an answer: what is answered at all by now is answered by then


@dataclass(frozen=True)
class Dialogue:
    """Every final status that came back on one connection.

    ``asked`` counts the requests that were sent in the open: one, or two where the first answer left the
    connection open. ``closed`` is whether the other side ended it, or said so; ``error`` is why nothing came.
    """

    statuses: tuple[int, ...]
    asked: int
    closed: bool
    error: str


def converse(url: str, opening: bytes, following: bytes, *, within_seconds: float = 2.0) -> Dialogue:
    """Send the opening, and after its answer what follows, on the same connection.

    What is answered before anything follows answers nothing that was asked in the open.
    """
    try:
        connection = connected(url, within_seconds)
    except OSError as failure:
        return Dialogue((), 1, closed=False, error=kind_of(failure)[1])
    with connection:
        began = time.monotonic()
        data, closed = _exchange(connection, opening, _HEAD.search, within_seconds)
        if closed or _count(data) != 1:
            return Dialogue(statuses_in(data), 1, closed, _silence(data, closed=closed))
        if _says_end(data):
            more, _ = _exchange(connection, b"", _one_more(data), _SOON * within_seconds)
            return Dialogue(statuses_in(data + more), 1, closed=True, error="")
        patience = min(within_seconds, max(_UNASKED_SECONDS, 2 * (time.monotonic() - began)))
        early, closed = _exchange(connection, b"", _one_more(data), patience)
        data += early
        if closed or _count(data) > 1:
            return Dialogue(statuses_in(data), 1, closed, error="")
        data, closed = _follow(connection, following, data, within_seconds)
        return Dialogue(statuses_in(data), 2, closed, "")


def _follow(connection: socket.socket, following: bytes, before: bytes, seconds: float) -> tuple[bytes, bool]:
    """Send the second request. Where the connection outlives its answer, close our half and read on.

    A server that is one request late then answers what it has kept, and any other one closes.
    Returns all that has come, that ``before`` it among it.
    """
    came, closed = _exchange(connection, following, _one_more(before), seconds)
    data = before + came
    if closed or not came:
        return data, closed
    more, closed = _exchange(connection, b"", _one_more(data), _SOON * seconds)
    if not closed and _count(data + more) == _count(data):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        late, closed = _exchange(connection, b"", _one_more(data + more), _SOON * seconds)
        more += late
    return data + more, closed


def _exchange(
    connection: socket.socket, sent: bytes, enough: Callable[[bytes], object], seconds: float
) -> tuple[bytes, bool]:
    """Send and read; return what came, and whether the other side closed."""
    ends, data = time.monotonic() + seconds, b""
    with suppress(ConnectionError):  # it refused before it read all of it, and may have said why
        connection.sendall(sent)
    while not enough(data) and len(data) < _MOST_BYTES:
        connection.settimeout(max(0.001, ends - time.monotonic()))
        try:
            received = connection.recv(_RECEIVE_BYTES)
        except TimeoutError:
            return data, False
        except OSError:
            return data, True
        if not received:
            return data, True
        data += received
    return data, False


def _says_end(data: bytes) -> bool:
    """Whether the first answer says that the connection ends with it (RFC 9112, 9.3)."""
    head = _HEAD.search(data)
    options = b",".join(_CONNECTION.findall(head[0])).lower() if head else b""
    return b"close" in options or bool(head and head[1] == b"0" and b"keep-alive" not in options)


def _count(data: bytes) -> int:
    return len(statuses_in(data))


def _one_more(before: bytes) -> Callable[[bytes], object]:
    """Return whether what comes behind these bytes holds one more answer."""
    known = _count(before)
    return lambda came: _count(before + came) > known


def _silence(data: bytes, *, closed: bool) -> str:
    if data:
        return ""
    return "the connection was closed without an answer" if closed else "no answer, and an open connection"
