"""The transport of requests under a total deadline: watched sockets, one TLS context for a process."""

import re
import socket
from contextvars import ContextVar
from http.client import HTTPResponse, parse_headers
from http.cookiejar import DefaultCookiePolicy
from typing import Any

from requests import PreparedRequest, Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from gonogo.instruments.probe.connect import connect
from gonogo.instruments.probe.deadline import current
from gonogo.instruments.probe.extra import is_own
from gonogo.instruments.tls import tls_context
from gonogo.network import current as network

_EARLY, _SUCCESSFUL = 102, 200
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_VISIBLE = re.compile(r"/[\x21-\x7e]*")
_VALID = re.compile(r"/[\w.~!$&'()*+,;=:@/?%\[\]-]*", re.ASCII)
_as_written: ContextVar[str] = ContextVar("as_written", default="")


class Prepared(PreparedRequest):
    """A request whose target goes as written, where RFC 3986 lets it, and with a `%` that begins nothing.

    What requests and urllib3 would mend may be what is being tried: `//metrics`, `/%6Detrics`, `/a/../b`.
    """

    as_written = ""

    def prepare_url(self, url: Any, params: Any) -> None:
        """Keep the target, where it would be mended, as well as the URL."""
        super().prepare_url(url, params)
        target = re.sub(r"^[a-z]+://[^/?#]*", "", str(url).partition("#")[0], flags=re.IGNORECASE)
        is_kept = _VALID.fullmatch(target) or (_BARE_PERCENT.search(target) and _VISIBLE.fullmatch(target))
        self.as_written = target if is_kept else ""


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

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        super().putrequest(method, _as_written.get() or url, *args, **kwargs)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same under TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


_POOLS = {"http": _Pool, "https": _TlsPool}


class Transport(HTTPAdapter):
    """Sends one prepared request over watched connections; retries nothing, follows nothing."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Build the pools of watched connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        """Build the pools of watched connections through a proxy."""
        manager = super().proxy_manager_for(proxy, **proxy_kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Use the process's own context: requests would parse the whole CA bundle for every connection."""
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] != "https":
            return host, {}
        trusted = verify if isinstance(verify, str) else None
        return host, {"ssl_context": tls_context(trusted, network(), known=is_own(str(request.url)))}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context's certificates as they are; it requires one and checks the host name."""

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send it, its target as it is written; a proxy is told whole URLs, and those are mended."""
        proxied = any((kwargs.get("proxies") or {}).values())
        token = _as_written.set(request.as_written if isinstance(request, Prepared) and not proxied else "")
        try:
            return super().send(request, *args, **kwargs)
        finally:
            _as_written.reset(token)

    def hang_up(self) -> None:
        """Close every connection that is idle, also where the target wants to keep it."""
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118 - this mapping refuses to be iterated
                manager.pools[key].close()
            manager.clear()


def pooled_session() -> Session:
    """A session for `probe(session=...)` that keeps connections, and neither cookies nor proxies."""
    session = Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    transport = Transport(max_retries=0)
    session.mount("http://", transport)
    session.mount("https://", transport)
    return session
