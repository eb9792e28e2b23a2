"""Pure ASGI middlewares: identity and headers of each exchange, HEAD, and the last resort for exceptions."""

import logging
import re
import secrets

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import unexpected
from app.config.security import RESPONSE_HEADERS
from app.monitoring.observe import Served

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_COOKIE_BYTES = 4_096
_log = structlog.get_logger("app.access")


def request_id_of(scope: Scope) -> str:
    """Return the client's X-Request-ID if it is harmless, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return str(value.decode("ascii"))
    return secrets.token_hex(16)


class Identify:
    """Gives each request its id (in state, logs and response) and each response the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_id_of(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()  # a connection's next request starts in this one's context
        structlog.contextvars.bind_contextvars(request_id=request_id)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _complete(message.get("headers", []), request_id)}
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _complete(headers: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    missing = [header for header in RESPONSE_HEADERS if header[0] not in present]
    return [*headers, *missing, (b"x-request-id", request_id.encode("ascii"))]


class LeaveOutLongCookies:
    """Reads no more cookies than browsers keep for a page, and otherwise none of the request.

    http.cookies takes the square of what a quoted one holds until Python 3.11.10 and 3.12.6 (CVE-2024-7592).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if sum(len(value) for name, value in scope.get("headers", ()) if name == b"cookie") > _COOKIE_BYTES:
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"cookie"]}
        await self._app(scope, receive, send)


class AnswerFailures:
    """Turns an exception that nothing else handled into a generic 500, and remembers it for the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on. Raises only what breaks a response that has begun: the server then cuts it."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            return  # nobody is left to be answered; it is recorded as 499
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            scope.setdefault("state", {})["failure"] = error
            await unexpected(Request(scope))(scope, receive, send)


class AnswerHead:
    """Answers HEAD as GET without the body, on every route that knows GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        as_get = {**scope, "method": "GET"}

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.start" and "route" in as_get:
                scope["route"] = as_get["route"]  # known to the copy only, wanted by who observes the request
            elif message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(as_get, receive, without_body)


def log_access(served: Served) -> None:
    """Write the one record of a request; at level error, with its cause, if the service failed it."""
    failed = served.status >= 500 or served.failure is not None
    _log.log(
        logging.ERROR if failed else logging.INFO,
        "request",
        method=served.method,
        route=served.route,
        status=served.status,
        seconds=round(served.seconds, 6),
        client_address=served.client_address,
        **({} if served.failure is None else {"exc_info": served.failure}),
    )
