"""The transport of requests under a total deadline: watched sockets, one TLS context for a process."""

import os
import socket
import ssl
from functools import lru_cache
from http.client import HTTPResponse, parse_headers
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import certifi
from requests import PreparedRequest, Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from gonogo.instruments.probe.connect import connect
from gonogo.instruments.probe.deadline import current

_EARLY, _SUCCESSFUL = 102, 200


class _Final(HTTPResponse):
    """The final answer: what is provisional, 100 to 199, is passed over (RFC 9110, 15.2).

    http.client does so for 100 alone. 101 ends this protocol, and nobody here asked for another one.
    """

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not _EARLY <= status < _SUCCESSFUL:
                return version, status, reason
            parse_headers(self.fp)


class _Watched(HTTPConnection):
    """A connection that the current deadline can end, new or taken from a pool."""

    response_class = _Final

    def _new_conn(self) -> socket.socket:
        try:
            return connect(self._dns_host, self.port or self.default_port, current.get())
        except OSError as failure:
            raise NewConnectionError(self, str(failure)) from failure

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:
            current.get().watch(self.sock)
        super().request(*args, **kwargs)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same under TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


class Transport(HTTPAdapter):
    """Sends one prepared request over watched connections; retries nothing, follows nothing."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Build the pools of watched connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Use the process's own context: requests would parse the whole CA bundle for every connection."""
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] != "https":
            return host, {}
        return host, {"ssl_context": tls_context(verify if isinstance(verify, str) else None)}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context's certificates as they are; it requires one and checks the host name."""

    def hang_up(self) -> None:
        """Close every connection that is idle, also where the target wants to keep it."""
        pools = self.poolmanager.pools
        for key in pools.keys():  # noqa: SIM118 - this mapping refuses to be iterated
            pools[key].close()
        self.poolmanager.clear()


def pooled_session() -> Session:
    """A session for `probe(session=...)` that keeps connections, and neither cookies nor proxies."""
    session = Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    transport = Transport(max_retries=0)
    session.mount("http://", transport)
    session.mount("https://", transport)
    return session


def tls_context(ca_path: str | None) -> ssl.SSLContext:
    """Verify against `ca_path` (file or folder), else REQUESTS_CA_BUNDLE, else the system's and certifi's."""
    path = ca_path or os.environ.get("REQUESTS_CA_BUNDLE")
    if path and not Path(path).exists():
        raise ValueError(f"no CA certificates at {path}; give a PEM file or a folder of them")
    return _tls_context(path)


@lru_cache(maxsize=8)
def _tls_context(path: str | None) -> ssl.SSLContext:
    if path is None:
        context = ssl.create_default_context()
        context.load_verify_locations(cafile=certifi.where())
        return context
    try:
        if Path(path).is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except ssl.SSLError as failure:
        raise ValueError(f"{path} holds no readable CA certificates: {failure}; PEM expected") from failure
