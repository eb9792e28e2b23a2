"""Why a request has no whole answer, as a small fixed set of kinds."""

import errno
import ssl
import zlib

from gevent.timeout import Timeout
from geventhttpclient._parser import HTTPParseError
from geventhttpclient.response import HTTPConnectionClosed


class ProxyRefusedError(ConnectionError):
    """A proxy that opens no tunnel; the text is its own."""


# First match wins: subclasses stand before their bases.
KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (Timeout, "timeout"),
    (TimeoutError, "timeout"),
    (ProxyRefusedError, "proxy_refused"),
    (ConnectionRefusedError, "connection_refused"),
    (ConnectionResetError, "connection_reset"),
    (BrokenPipeError, "connection_reset"),
    (ssl.SSLCertVerificationError, "tls_certificate"),
    (ssl.SSLError, "tls"),
    (HTTPConnectionClosed, "closed_without_answer"),
    (HTTPParseError, "broken_answer"),
    (zlib.error, "broken_answer"),
)
OWN_LIMITS = frozenset({errno.EMFILE, errno.ENFILE, errno.EADDRNOTAVAIL, errno.ENOBUFS})


class FailedRequest(Exception):  # noqa: N818 - it is what Locust's tables show as the failure
    """A request's failure as Locust counts it: few texts, so that its table of errors stays bounded."""


def kind(error: BaseException) -> str:
    """The kind of an error; `generator_*` is the generator's own fault, never the service's."""
    cause: object = getattr(error, "original", None)
    root = cause if isinstance(cause, BaseException) else error
    if isinstance(root, OSError) and root.errno in OWN_LIMITS:
        return f"generator_{errno.errorcode[root.errno].lower()}"
    for known, name in KINDS:
        if isinstance(root, known):
            return name
    return type(root).__name__
