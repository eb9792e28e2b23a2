"""Ask with a head that no HTTP client writes, and read the answer as any client does."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Sequence

from gonogo.contract.base import Request
from gonogo.instruments.inputs.message import Plain
from gonogo.instruments.probe.failure import FAILURES, kind_of
from gonogo.instruments.tunnel import connected
from gonogo.suites.security.experiments.accepted import plain
from gonogo.suites.security.observations.hosts import Heard
from gonogo.targets.base import Target

_SECONDS = 5.0
_BODY_BYTES = 100_000
_Answer = tuple[int | None, str, tuple[tuple[str, str], ...], str]


def ask(
    target: Target,
    request: Request,
    how: str,
    *lines: str,
    hosts: Sequence[str] | None = None,
    path: str | None = None,
    own: str = "",
    foreign: str = "",
) -> Heard:
    """Ask the entry with these Hosts, lines and this request target."""
    model = plain(target, target.entry, request)
    named = None if hosts is None else tuple(hosts)
    status, error, headers, body = _exchange(
        target.entry, model, model.written(*lines, hosts=named, target=path)
    )
    asked = request.path if path is None else path
    return Heard(how, asked, request.status, status, error, headers, body, own, foreign)


def ask_second(target: Target, request: Request, how: str, *, own: str, foreign: str) -> Heard:
    """Ask by the own host, and on the same connection by a foreign one.

    Where the connection ends with the first answer there is no second one: that is as good as a refusal.
    """
    model = plain(target, target.entry, request)
    said: _Answer = (None, "the connection ended with the answer before", (), "")
    try:
        with connected(target.entry, _SECONDS) as connection:
            connection.settimeout(_SECONDS)
            connection.sendall(model.written(hosts=(own,), close=False))
            first = http.client.HTTPResponse(connection, method=model.method)
            first.begin()
            first.read()
            if not first.will_close:
                connection.sendall(model.written(hosts=(foreign,)))
                said = _answered(connection, model)
    except FAILURES as failure:
        said = (None, ": ".join(kind_of(failure)), (), "")
    return Heard(how, request.path, request.status, *said, own, foreign)


def _exchange(url: str, model: Plain, message: bytes) -> _Answer:
    try:
        with connected(url, _SECONDS) as connection:
            connection.settimeout(_SECONDS)
            connection.sendall(message)
            return _answered(connection, model)
    except FAILURES as failure:
        return None, ": ".join(kind_of(failure)), (), ""


def _answered(connection: socket.socket, model: Plain) -> _Answer:
    answer = http.client.HTTPResponse(connection, method=model.method)
    answer.begin()
    fields = tuple((name.lower(), value) for name, value in answer.getheaders())
    return answer.status, "", fields, answer.read(_BODY_BYTES).decode("utf-8", "replace")
