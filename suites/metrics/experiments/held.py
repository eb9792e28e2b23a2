"""Requests that are begun and not ended, on connections of their own."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from gonogo.contract.base import Request
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.tunnel import connected
from gonogo.instruments.urls import authority, below, target_of
from gonogo.suites.metrics.experiments.sending import fill

COUNT = 3  # one for each way in which a request may end
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 5.0
_LOOK_SECONDS = 0.01
_NO_JSON = b"}"


@dataclass
class Held:
    """Connections with a request on each, and what of its body is still to come."""

    connections: list[socket.socket] = field(default_factory=list)
    rest: list[bytes] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How many have no answer yet."""
        return sum(1 for connection in self.connections if _is_silent(connection, _LOOK_SECONDS))

    def end(self) -> None:
        """End the first one, break the second one off by what is no JSON, and leave the others."""
        endings = [self.rest[0], _NO_JSON * len(self.rest[1])]
        for connection, ending in zip(self.connections, endings, strict=False):
            with suppress(OSError):
                connection.sendall(ending)
                _is_silent(connection, _ANSWER_SECONDS)
        for connection in self.connections:
            connection.close()


@contextmanager
def held_open(url: str, request: Request, headers: dict[str, str]) -> Iterator[Held]:
    """Begin a few such requests at a base URL: half of a body, or, without one, a whole head; OSError."""
    place = below(url, str(fill(request.path)))
    with ExitStack() as stack:
        held = Held()
        for _ in range(COUNT):
            body = b"" if request.body is None else json.dumps(fill(request.body)).encode()
            held.connections.append(stack.enter_context(connected(place, _CONNECT_SECONDS)))
            held.rest.append(body[len(body) // 2 :])
            head = _head(place, request.method, headers, len(body))
            held.connections[-1].sendall(head + body[: len(body) // 2])
        yield held


def _head(place: str, method: str, headers: dict[str, str], length: int) -> bytes:
    lines = [f"{method} {target_of(place)} HTTP/1.1", f"Host: {authority(place)}"]
    lines.append("Connection: close")
    if length:
        lines += ["Content-Type: application/json", f"Content-Length: {length}"]
    fields = {"User-Agent": "gonogo"} | authorized(place, headers)
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _is_silent(connection: socket.socket, seconds: float) -> bool:
    """Whether neither an answer nor an end comes within the time."""
    connection.settimeout(seconds)
    try:
        connection.recv(1)
    except TimeoutError:
        return True
    except OSError:
        return False
    return False
