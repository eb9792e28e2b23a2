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
        if str(link).startswith(_NO_TUNNEL):
            return "refused", f"the proxy opens no tunnel: {str(link).removeprefix(_NO_TUNNEL)[:300]}"
        if said := _wrong_scheme(link):
            return ("tls" if isinstance(link, ssl.SSLError) else "protocol"), said
    for kind, types in _KINDS:
        for link in chain:
            if isinstance(link, types):
                return kind, _sentence(link) + next(filter(None, map(_advice, chain)), "")
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


_NO_TUNNEL = "Tunnel connection failed: "
_UNKNOWN_ISSUER = (18, 19, 20, 21)
"""X.509 errors of a chain that ends with nobody whom we trust (OpenSSL's X509_V_ERR_…)."""
_ALERTS = {
    "CERTIFICATE_REQUIRED": "it wants a client certificate: --client-cert names one",
    "HANDSHAKE_FAILURE": "where it wants a client certificate, --client-cert names one",
    "UNKNOWN_CA": "it does not trust the client certificate that --client-cert names",
    "BAD_CERTIFICATE": "it refuses the client certificate that --client-cert names",
}


def _advice(failure: BaseException) -> str:
    """Say which option ends a TLS failure, where one may."""
    if isinstance(failure, ssl.SSLCertVerificationError):
        known = failure.verify_code not in _UNKNOWN_ISSUER
        return "" if known else "; --ca names the CA of a network of one's own"
    if isinstance(failure, ssl.SSLEOFError):
        return f"; {_ALERTS['HANDSHAKE_FAILURE']}"
    reason = (failure.reason or "") if isinstance(failure, ssl.SSLError) else ""
    return next((f"; {words}" for alert, words in _ALERTS.items() if reason.endswith(f"ALERT_{alert}")), "")


def _sentence(failure: BaseException) -> str:
    text = str(failure).strip() or "no further explanation"
    return f"{type(failure).__name__}: {text.splitlines()[0][:300]}"
