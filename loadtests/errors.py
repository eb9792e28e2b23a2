"""Why a request has no whole answer, as a small fixed set of kinds."""

import errno
import ssl


class ProxyRefusedError(ConnectionError):
    """A proxy that opens no tunnel; the text is its own."""


class ClosedWithoutAnswerError(ConnectionError):
    """The server closed the connection before it said anything."""


class BrokenAnswerError(ValueError):
    """What came is no HTTP answer, or only the beginning of one."""


# First match wins: subclasses stand before their bases.
KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "timeout"),
    (ProxyRefusedError, "proxy_refused"),
    (ConnectionRefusedError, "connection_refused"),
    (ConnectionResetError, "connection_reset"),
    (BrokenPipeError, "connection_reset"),
    (ssl.SSLCertVerificationError, "tls_certificate"),
    (ssl.SSLError, "tls"),
    (ClosedWithoutAnswerError, "closed_without_answer"),
    (BrokenAnswerError, "broken_answer"),
)
OWN_LIMITS = frozenset({errno.EMFILE, errno.ENFILE, errno.EADDRNOTAVAIL, errno.ENOBUFS})


class FailedRequest(Exception):  # noqa: N818 - it is what Locust's tables show as the failure
    """A request's failure as Locust counts it: few texts, so that its table of errors stays bounded."""


def kind(error: BaseException) -> str:
    """The kind of an error; `generator_*` is the generator's own fault, never the service's."""
    if isinstance(error, OSError) and error.errno in OWN_LIMITS:
        return f"generator_{errno.errorcode[error.errno].lower()}"
    for known, name in KINDS:
        if isinstance(error, known):
            return name
    return type(error).__name__
