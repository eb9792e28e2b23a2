"""A gauge of requests is lowered behind the answer, and not where there is none.

Ships: the line stands behind the call and not in `finally`, or only where the answer was a good one.
Source: prometheus/docs, "Instrumentation"; prometheus/client_python, multiprocess mode (`mark_process_dead`).
"""

from __future__ import annotations

from contextlib import nullcontext
from random import Random
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-30", expected=("metrics/gauges-equal-the-truth",))


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact="ukp_http_requests_in_flight", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Keep those that ended in one way."""
    return counting(app, keeps=rng.choice(["refused", "gone"]), scrapes=True)


def counting(app: Any, keeps: str, *, scrapes: bool) -> ASGIApp:
    """Count requests by hand; what ended in the way of ``keeps`` stays, and scrapes count if they may."""
    gauge = app.state.services.metrics.in_flight
    for middleware in app.user_middleware:
        if "in_flight" in middleware.kwargs:
            middleware.kwargs["in_flight"] = nullcontext

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (scope["path"] == "/metrics" and not scrapes):
            await app(scope, receive, send)
            return
        ended = _Ended(receive, send)
        gauge.inc()
        await app(scope, ended.receive, ended.send)
        if ended.way != keeps:
            gauge.dec()

    return application


class _Ended:
    """How a request ended: well, refused, or without anybody to answer."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self.way = ""

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" and not self.way:
            self.way = "gone"
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self.way:
            self.way = "refused" if message["status"] >= 400 else "well"
        await self._send(message)
