"""Whether a port that was asked in plain HTTP speaks TLS: said in words, where an answer suggests it."""

import ssl
from urllib.parse import urlsplit

from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.tunnel import open_to

_SECONDS = 2.0
_SUSPICIOUS = ("reset", "protocol")


def wrong_scheme(answer: Answer) -> str:
    """Return a sentence where the URL has the wrong scheme, else nothing.

    Asks with a handshake of its own, without a request, and only where no plain answer came.
    """
    parts = urlsplit(answer.url)
    unanswered = answer.error in _SUSPICIOUS or answer.status == 400
    if parts.scheme != "http" or not unanswered or not parts.hostname:
        return ""
    if not _speaks_tls(parts.hostname, parts.port or 80):
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"this port speaks TLS: use https://{host}:{parts.port or 80}"


def _speaks_tls(host: str, port: int) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # nothing is sent, nothing is trusted
    try:
        with (
            open_to(host, port, _SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=host),
        ):
            return True
    except ssl.SSLError as refused:
        return "ALERT" in (refused.reason or "")  # it understood us well enough to refuse
    except (OSError, ValueError):
        return False
