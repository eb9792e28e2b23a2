"""Serves an ASGI application with a graceful end: refuse readiness, keep accepting, finish, exit 0."""

import math
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

import structlog
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config.settings import Settings
from app.protocol import Protocol

KEEP_ALIVE_SECONDS = 75
"""Longer than a proxy keeps an idle connection, so that it is never the service that closes one in use."""

_log = structlog.get_logger(__name__)


@dataclass
class Lifecycle:
    """Where the process is in its life; the application finds it in its state as `lifecycle`."""

    draining: bool = False


class DrainingServer(uvicorn.Server):
    """uvicorn with a lame-duck window: the first SIGTERM or SIGINT begins it, the second ends it."""

    def __init__(self, config: uvicorn.Config, lifecycle: Lifecycle, drain_seconds: float) -> None:
        super().__init__(config)
        self._lifecycle = lifecycle
        self._drain_seconds = drain_seconds
        self._drain_until: float | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle signals while serving, and unlike uvicorn do not raise them again: a stop is a success."""
        handled = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self.handle_exit) for number in handled}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's signature
        """Begin to drain; if draining or not yet started, stop; if stopping, give up what is in flight."""
        if self.should_exit:
            self.force_exit = True
        elif self._lifecycle.draining or not self.started:
            self.should_exit = True
        self._lifecycle.draining = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and log where the listener really is."""
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            _log.info("listening", host=host, port=port)

    async def on_tick(self, counter: int) -> bool:
        """Look, ten times a second, whether to stop."""
        if self._lifecycle.draining and self._drain_until is None:
            self._drain_until = time.monotonic() + self._drain_seconds
            _log.info("draining", seconds=self._drain_seconds)
        if self._drain_until is not None and time.monotonic() >= self._drain_until:
            self.should_exit = True
        return await super().on_tick(counter)


def serve(asgi_app: ASGIApp, settings: Settings) -> None:
    """Serve until a signal, then drain and return. Exits with uvicorn's status when starting fails."""
    lifecycle = Lifecycle()
    config = configuration(informed(asgi_app, lifecycle), settings)
    DrainingServer(config, lifecycle, settings.drain_seconds).run()
    _log.info("stopped")


def configuration(asgi_app: ASGIApp | str, settings: Settings, **more: Any) -> uvicorn.Config:
    """Return uvicorn's configuration, the same for one process and for several."""
    return uvicorn.Config(
        asgi_app,
        host=settings.host,
        port=settings.port,
        http=Protocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_seconds),
        **more,
    )


def informed(asgi_app: ASGIApp, lifecycle: Lifecycle) -> ASGIApp:
    """Put the lifecycle into the state, and make clients leave their connections while draining."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_and_close(message: Message) -> None:
            if message["type"] == "http.response.start" and lifecycle.draining:
                message = {**message, "headers": [*message.get("headers", []), (b"connection", b"close")]}
            await send(message)

        scope.setdefault("state", {})["lifecycle"] = lifecycle
        await asgi_app(scope, receive, send_and_close)

    return application
