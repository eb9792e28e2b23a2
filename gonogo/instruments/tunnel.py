"""A bare connection to whoever is named in a URL, through the network's proxy where there is one."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

from gonogo.instruments.probe.extra import is_own
from gonogo.instruments.tls import tls_context
from gonogo.instruments.urls import login
from gonogo.network import current

_ESTABLISHED = re.compile(rb"HTTP/1\.[01] 2\d\d\b")
_MOST_BYTES = 65_536


class ProxyRefusedError(OSError):
    """A proxy that opens no tunnel; the text has its own status line."""


def connected(url: str, seconds: float) -> socket.socket:
    """Connect to a URL's host, under TLS where its scheme says so; OSError."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    connection = open_to(host, port, seconds)
    if not secure:
        return connection
    try:
        context = tls_context(None, current(), known=is_own(url))
        return context.wrap_socket(connection, server_hostname=host)
    except BaseException:
        connection.close()
        raise


def open_to(host: str, port: int, seconds: float) -> socket.socket:
    """Connect to a host and port, by CONNECT where the network has a proxy (RFC 9110, 9.3.6); OSError."""
    proxy = current().proxy
    if proxy is None:
        return socket.create_connection((host, port), timeout=seconds)
    parts = urlsplit(proxy)
    connection = socket.create_connection((parts.hostname or "", parts.port or 80), timeout=seconds)
    try:
        _ask(connection, f"[{host}]:{port}" if ":" in host else f"{host}:{port}", proxy)
    except BaseException:
        connection.close()
        raise
    return connection


def _ask(connection: socket.socket, place: str, proxy: str) -> None:
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    lines += [f"Proxy-Authorization: {named}" for named in login(proxy).values()]
    connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
    said = b""
    while b"\r\n\r\n" not in said and len(said) < _MOST_BYTES:
        received = connection.recv(1)  # not a byte more: what follows the head is the target's
        if not received:
            break
        said += received
    if not _ESTABLISHED.match(said):
        line = said.partition(b"\r\n")[0].decode("latin-1") or "nothing"
        raise ProxyRefusedError(f"the proxy opens no tunnel to {place}; it said {line[:200]}")
