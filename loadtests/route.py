"""The way to one base URL: its addresses, its TLS, the proxy before it."""

import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import certifi

from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.targets import Addresses, endpoint

if TYPE_CHECKING:
    from gonogo.loadtests.connection import Connection


@dataclass(frozen=True, eq=False)
class Route:
    """Where connections go, what a request target begins with, and the connections that wait for use.

    `tunnel` is the CONNECT request for a proxy, empty where none is needed; `tls` is None for http.
    """

    addresses: list[Any]
    host: str
    authority: str
    prefix: str
    headers: dict[str, str]
    tls: ssl.SSLContext | None
    tunnel: bytes
    idle: "list[Connection]" = field(default_factory=list)


def route_to(url: str, plan: LoadPlan, addresses: Addresses, tls: ssl.SSLContext | None) -> Route:
    """The route of a base URL; `tls` is what an https one is verified with."""
    parts, (host, port) = urlsplit(url), endpoint(url)
    secure, path = parts.scheme == "https", parts.path.rstrip("/")
    name = f"[{host}]" if ":" in host else host
    authority = name if port == (443 if secure else 80) else f"{name}:{port}"
    asked, login = addresses[endpoint(plan.proxy or url)], _login(plan.proxy)
    if plan.proxy is None:
        return Route(asked, host, authority, path, {}, tls if secure else None, b"")
    if not secure:
        return Route(asked, host, authority, f"http://{authority}{path}", login, None, b"")
    lines = [f"CONNECT {name}:{port} HTTP/1.1", f"Host: {name}:{port}"]
    lines += [f"{header}: {value}" for header, value in login.items()]
    tunnel = "".join(f"{line}\r\n" for line in [*lines, ""]).encode()
    return Route(asked, host, authority, path, {}, tls, tunnel)


def tls_context(plan: LoadPlan) -> ssl.SSLContext | None:
    """Whom to trust and who we are; None where nothing is sent to https.

    Raises OSError or ssl.SSLError for files that hold no such thing.
    """
    if not any(urlsplit(url).scheme == "https" for url in plan.urls()):
        return None
    context = ssl.create_default_context(cafile=plan.ca_bundle or certifi.where())
    if plan.client_certificate:
        context.load_cert_chain(plan.client_certificate, plan.client_key or plan.client_certificate)
    return context


def _login(proxy: str | None) -> dict[str, str]:
    parts = urlsplit(proxy or "")
    if not (parts.username or parts.password):
        return {}
    told = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(told.encode()).decode()}"}
