"""Requests that are begun and not ended, on connections of their own."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from gonogo.contract.gauges import Begun
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.tunnel import connected
from gonogo.instruments.urls import authority, below, target_of
from gonogo.suites.metrics.experiments.sending import fill

COUNT = 3  # one for each way in which a request may end
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 5.0
_LOOK_SECONDS = 0.01
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_BROKEN = {_JSON: b"}", _FORM: b"%"}
"""What no such body ends with; a lenient reader of forms takes it for text."""
_PIECE_BYTES = 65_536
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r]*chunked", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class One:
    """A connection with a request, what of its body is still to come, its type, and what was answered."""

    connection: socket.socket
    rest: bytes
    kind: str = _JSON
    heard: bytes = b""
    is_over: bool = False

    def listen(self, seconds: float) -> None:
        """Take what comes within the time, or the end."""
        self.connection.settimeout(seconds)
        try:
            piece = self.connection.recv(_PIECE_BYTES)
        except TimeoutError:
            return
        except OSError:
            piece = b""
        self.heard += piece
        self.is_over = not piece

    @property
    def is_silent(self) -> bool:
        """Whether neither an answer nor an end came."""
        return not (self.heard or self.is_over)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer to a whole request has begun and not come to its end (RFC 9112, 6.3)."""
        if self.is_over or self.rest or not self.heard:
            return False
        head, _, body = self.heard.partition(b"\r\n\r\n")
        if _CHUNKED.search(head):
            return not body.endswith(b"0\r\n\r\n")
        length = _LENGTH.search(head)
        return length is None or len(body) < int(length[1])


@dataclass
class Held:
    """Requests that are held open."""

    ones: list[One] = field(default_factory=list)

    def look(self) -> tuple[int, int]:
        """Return how many have no answer yet, and how many one that is under way."""
        for one in self.ones:
            one.listen(_LOOK_SECONDS)
        return sum(one.is_silent for one in self.ones), sum(one.is_under_way for one in self.ones)

    def end(self) -> None:
        """End the first one, break the second one off by what ends no such body, and leave the others."""
        first, second, *_ = self.ones
        endings = [first.rest, _BROKEN[second.kind] * len(second.rest)]
        for one, ending in zip(self.ones, endings, strict=False):
            with suppress(OSError):
                one.connection.sendall(ending)
                one.listen(_ANSWER_SECONDS if one.is_silent else _LOOK_SECONDS)
        for one in self.ones:
            one.connection.close()


@contextmanager
def held_open(url: str, request: Begun, headers: dict[str, str]) -> Iterator[Held]:
    """Begin a few such requests at a base URL: half of a body, or, without one, a whole head; OSError."""
    place, kind = below(url, str(fill(request.path))), _FORM if request.type == "form" else _JSON
    with ExitStack() as stack:
        held = Held()
        for _ in range(COUNT):
            body = _body(request)
            connection = stack.enter_context(connected(place, _CONNECT_SECONDS))
            stated = {"Content-Type": kind, "Content-Length": str(len(body))} if body else {}
            held.ones.append(One(connection, body[len(body) // 2 :], kind))
            connection.sendall(_head(place, request.method, stated | headers) + body[: len(body) // 2])
        yield held


def _body(request: Begun) -> bytes:
    if request.body is None:
        return b""
    fields = {name: fill(value) for name, value in request.body.items()}
    return urlencode(fields).encode() if request.type == "form" else json.dumps(fields).encode()


def _head(place: str, method: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {target_of(place)} HTTP/1.1", f"Host: {authority(place)}", "Connection: close"]
    fields = {"User-Agent": "gonogo"} | authorized(place, headers)
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
