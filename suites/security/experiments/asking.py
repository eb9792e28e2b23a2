"""Ask with a head that no HTTP client writes, and read the answer as any client does."""

from __future__ import annotations

import http.client
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


def _exchange(
    url: str, model: Plain, message: bytes
) -> tuple[int | None, str, tuple[tuple[str, str], ...], str]:
    try:
        with connected(url, _SECONDS) as connection:
            connection.settimeout(_SECONDS)
            connection.sendall(message)
            answer = http.client.HTTPResponse(connection, method=model.method)
            answer.begin()
            fields = tuple((name.lower(), value) for name, value in answer.getheaders())
            return answer.status, "", fields, answer.read(_BODY_BYTES).decode("utf-8", "replace")
    except FAILURES as failure:
        return None, ": ".join(kind_of(failure)), (), ""
