"""Which kind of error a raised exception is, found along its chain of causes."""

import http.client
import socket
import ssl
import zlib
from collections.abc import Iterator

import requests
import urllib3.exceptions as u3

from gonogo.instruments.probe.answer import ErrorKind

FAILURES = (
    requests.RequestException,
    u3.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
)
"""Everything that a target can make an exchange raise."""

_KINDS: tuple[tuple[ErrorKind, tuple[type[BaseException], ...]], ...] = (
    ("dns", (socket.gaierror,)),
    ("refused", (ConnectionRefusedError,)),
    ("tls", (ssl.SSLError, ssl.CertificateError, u3.SSLError)),
    ("timeout", (TimeoutError, u3.ReadTimeoutError)),
    ("reset", (ConnectionError, http.client.RemoteDisconnected)),
    ("refused", (u3.NewConnectionError,)),
    ("protocol", (u3.InvalidChunkLength,)),
    ("reset", (http.client.IncompleteRead, u3.IncompleteRead)),
)


def kind_of(failure: BaseException) -> tuple[ErrorKind, str]:
    """Return the kind and a sentence; what nothing else explains is a matter of protocol."""
    chain = list(_chain(failure))
    for link in chain:
        if said := _wrong_scheme(link):
            return ("tls" if isinstance(link, ssl.SSLError) else "protocol"), said
    for kind, types in _KINDS:
        for link in chain:
            if isinstance(link, types):
                return kind, _sentence(link)
    return "protocol", _sentence(chain[-1])


def _chain(failure: BaseException) -> Iterator[BaseException]:
    """The exception and everything below it: urllib3 hides causes in `reason` and in the arguments."""
    seen: list[BaseException] = []
    waiting: list[object] = [failure]
    while waiting:
        link = waiting.pop(0)
        if isinstance(link, BaseException) and not any(link is known for known in seen):
            seen.append(link)
            yield link
            waiting += [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]


_NOT_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG")
_TLS_RECORDS = ("\x15\x03", "\x16\x03")
"""How an alert and a handshake begin, where the status line of an answer was expected."""


def _wrong_scheme(failure: BaseException) -> str:
    if isinstance(failure, ssl.SSLError) and failure.reason in _NOT_TLS:
        return "this port does not speak TLS: use http://, or name the port that does"
    if isinstance(failure, http.client.BadStatusLine) and str(failure).startswith(_TLS_RECORDS):
        return "this port speaks TLS: use https://"
    return ""


def _sentence(failure: BaseException) -> str:
    text = str(failure).strip() or "no further explanation"
    return f"{type(failure).__name__}: {text.splitlines()[0][:300]}"
