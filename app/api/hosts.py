"""Refuses what is asked of another host, before any route sees it."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.errors import problem
from app.config.hosts import Hosts, host_of, is_address


class AnswerForOwnHosts:
    """ASGI middleware that answers for the listed hosts, and for the address at which a request arrived.

    By that address probes of an orchestrator and scrapes of Prometheus come, and nobody can register it. What
    a proxy says of the host (X-Forwarded-Host, Forwarded) is not read: ours passes Host on as it came.
    421 says what is wrong (RFC 9110, 7.4 and 15.5.20), so that a name missing in the list is told from a
    broken request, and lets a client that shares a connection ask again by another. No Host, two, or one
    that names nobody is 400 (RFC 9112, 3.2).
    """

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or (refusal := self._refusal(scope)) is None:
            await self._app(scope, receive, send)
            return
        await problem(Request(scope), *refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        host = host_of(named[0]) if len(named) == 1 else None
        if host is None:
            return 400, "expected one Host header with a name or an address"
        arrived = scope.get("server") or ("",)
        if self._hosts.include(host) or is_address(host, str(arrived[0])):
            return None
        return 421, "this service does not answer for that host"
