"""Watches each request from outside and records it exactly once, however it ends."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config.monitoring import METHODS

CLIENT_LEFT = 499
"""Status recorded when the client left before it was answered; nothing was sent."""


@dataclass(frozen=True)
class Served:
    """One finished request. `route` is a template, never a path; `seconds` ends with the body's last byte."""

    method: str
    route: str
    status: int
    seconds: float
    client_address: str
    failure: BaseException | None


class ObserveRequests:
    """ASGI middleware that hands a Served to each recorder, just after the response's last byte."""

    def __init__(
        self,
        app: ASGIApp,
        recorders: Sequence[Callable[[Served], None]],
        in_flight: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._app = app
        self._recorders = recorders
        self._in_flight = in_flight

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        observation = _Observation(scope, send, self._recorders)
        with self._in_flight():
            try:
                await self._app(scope, receive, observation.send)
            except BaseException as error:
                observation.fail(error)
                raise
            finally:
                observation.finish()


class _Observation:
    def __init__(self, scope: Scope, send: Send, recorders: Sequence[Callable[[Served], None]]) -> None:
        self._scope, self._send, self._recorders = scope, send, recorders
        self._began = time.perf_counter()
        self._status: int | None = None
        self._finished = False

    async def send(self, message: Message) -> None:
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if message["type"] == "http.response.start":
            self._status = message["status"]
        try:
            await self._send(message)
        finally:
            if last:  # before anything that runs after the response, and before the client's next request
                self.finish()

    def fail(self, error: BaseException) -> None:
        self._scope.setdefault("state", {}).setdefault("failure", error)
        if self._status is None:
            self._status = CLIENT_LEFT if isinstance(error, asyncio.CancelledError) else 500

    def finish(self) -> None:
        if self._finished:
            return
        self._finished = True
        served = Served(
            method=self._scope["method"] if self._scope["method"] in METHODS else "other",
            route=route_template(self._scope),
            status=self._status or CLIENT_LEFT,
            seconds=time.perf_counter() - self._began,
            client_address=(self._scope.get("client") or ("unknown", 0))[0],
            failure=self._scope.get("state", {}).get("failure"),
        )
        for record in self._recorders:
            record(served)


def route_template(scope: Scope) -> str:
    """Return the template of the route that took the request, or `unmatched`."""
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) and path else "unmatched"
