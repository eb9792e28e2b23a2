"""Ask, and leave: before anything can be answered, in the middle of the body, or of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from gonogo.instruments.inputs.message import Plain
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.tunnel import connected
from gonogo.instruments.urls import authority, target_of
from gonogo.instruments.waits import pause

_READING_SECONDS = 0.02
"""By then whoever is asked waits for the rest of a body."""


class Leaving(Enum):
    """When a client leaves."""

    ASKED = "as soon as it has asked"
    ANSWERED = "after the first byte of its answer"
    HALF = "in the middle of a body of a stated length"
    CHUNK = "in the middle of a body in chunks"


def ask_and_leave(
    url: str,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
    *,
    within_seconds: float,
    when: Leaving = Leaving.ASKED,
) -> bool:
    """Send a request as far as the client gets, and close the connection; whether it got so far."""
    fields = tuple(authorized(url, dict(headers)).items())
    message = _message(Plain(method, target_of(url), authority(url), fields, body or b""), when)
    try:
        with connected(url, within_seconds) as connection:
            connection.sendall(message)
            if when is Leaving.ANSWERED:
                return bool(connection.recv(1))
            if when is not Leaving.ASKED:
                pause(_READING_SECONDS, "the body is being read")
    except OSError:
        return False
    return True


def _message(whole: Plain, when: Leaving) -> bytes:
    """Write as much of it as is sent."""
    half = whole.body[: len(whole.body) // 2]
    if when is Leaving.HALF:
        written = whole.written()
        return written[: len(written) - len(whole.body) + len(half)]
    if when is Leaving.CHUNK:
        head = whole.written("Transfer-Encoding: chunked", body=b"")
        return head + (b"%x\r\n%s\r\n" % (len(half), half) if half else b"")
    return whole.written()
