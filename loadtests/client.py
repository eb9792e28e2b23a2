"""Locust's HTTP session without its comforts: one attempt, no redirect, no cookie, every status an answer."""

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from geventhttpclient.client import HTTPClient, HTTPClientPool
from geventhttpclient.connectionpool import ConnectionPool, SSLConnectionPool
from locust.contrib.fasthttp import LocustUserAgent

from gonogo.loadtests.errors import ProxyRefusedError
from gonogo.loadtests.targets import Addresses, endpoint

if TYPE_CHECKING:
    from geventhttpclient.url import URL

    from gonogo.loadtests.plan import LoadPlan


class _MeasuredSockets(ConnectionPool):
    """Sockets to addresses that were resolved beforehand; as many as asked for.

    geventhttpclient repeats a GET on a closed connection `size + 1` times, which would hide every reset
    from a measurement: a size of -1 leaves one attempt.
    """

    addresses: list[Any]
    keep_open: bool
    idle: list[Any]

    def measure(self, addresses: list[Any], *, keep_open: bool) -> None:
        self.addresses, self.keep_open, self.idle = addresses, keep_open, []
        self.size = -1

    def _resolve(self) -> list[Any]:
        return self.addresses

    def get_socket(self) -> Any:
        while self.idle:
            sock = self.idle.pop()
            if self._is_socket_alive(sock):
                return sock
            sock.close()
        return self._create_socket()

    def return_socket(self, sock: Any) -> None:
        if self.keep_open:
            self.idle.append(sock)
        else:
            sock.close()

    def release_socket(self, sock: Any) -> None:
        sock.close()


class _PlainSockets(_MeasuredSockets):
    pass


class _TlsSockets(_MeasuredSockets, SSLConnectionPool):
    def _setup_proxy(self, sock: Any) -> None:
        try:
            super()._setup_proxy(sock)
        except RuntimeError as refused:
            raise ProxyRefusedError(str(refused)) from refused


class _Clients(HTTPClientPool):
    def __init__(self, plan: "LoadPlan", addresses: Addresses) -> None:
        super().__init__()
        self._plan = plan
        self._addresses = addresses

    def get_client(self, url: "str | URL") -> HTTPClient:
        key = (url.host, url.port)  # type: ignore[union-attr]
        if key not in self.clients:
            self.clients[key] = self._client(url)
        return self.clients[key]

    def _client(self, url: "str | URL") -> HTTPClient:
        seconds = self._plan.timeout_seconds
        arguments: dict[str, Any] = {"connection_timeout": seconds, "network_timeout": seconds}
        proxy = _proxy(self._plan)
        client = HTTPClient.from_url(url, **arguments, **proxy)
        arguments |= {name: value for name, value in proxy.items() if name.startswith("proxy_user")}
        arguments |= {n: v for n, v in proxy.items() if n == "proxy_password"} | {"use_proxy": bool(proxy)}
        port = client.port or endpoint(str(url))[1]
        asked = endpoint(self._plan.proxy or str(url))
        place = (asked[0], asked[1], client.host, port)
        sockets: _MeasuredSockets
        if client.ssl:
            sockets = _TlsSockets(*place, ssl_options=_tls(self._plan), **arguments)
        else:
            sockets = _PlainSockets(*place, **arguments)
        sockets.measure(self._addresses[asked], keep_open=self._plan.connections == "pooled")
        client._connection_pool = sockets  # noqa: SLF001 - the library offers no other way to give one
        return client


def _tls(plan: "LoadPlan") -> dict[str, Any] | None:
    """Return whom to trust and who we are, None for the usual ones and nobody."""
    options = {"ca_certs": plan.ca_bundle} if plan.ca_bundle else {}
    if plan.client_certificate:
        key = plan.client_key or plan.client_certificate
        options |= {"certfile": plan.client_certificate, "keyfile": key}
    return options or None


def _proxy(plan: "LoadPlan") -> dict[str, Any]:
    """Return the proxy as HTTPClient names its parts, nothing where there is none."""
    if plan.proxy is None:
        return {}
    parts, (host, port) = urlsplit(plan.proxy), endpoint(plan.proxy)
    login = {"proxy_user": parts.username, "proxy_password": parts.password}
    return {"proxy_host": host, "proxy_port": port} | {n: unquote(v) for n, v in login.items() if v}


class MeasuringAgent(LocustUserAgent):
    """A user agent that asks once and takes any status as the answer; TLS certificates are verified."""

    valid_response_codes = frozenset(range(100, 1000))

    def __init__(self, plan: "LoadPlan", addresses: Addresses) -> None:
        super().__init__(_Clients(plan, addresses), max_redirects=0, max_retries=0, cookiejar=None)
