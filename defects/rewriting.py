"""Change whole answers of an ASGI application, as a careless proxy or middleware does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True)
class Answer:
    """A whole answer; header names are in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value, empty where there is none."""
        return dict(self.headers).get(name, "")

    def with_header(self, name: str, value: str) -> Answer:
        """Return the answer with a header in the place of its old value."""
        others = self.without_header(name)
        return replace(others, headers=(*others.headers, (name, value)))

    def without_header(self, name: str) -> Answer:
        """Return the answer without a header."""
        return replace(self, headers=tuple(header for header in self.headers if header[0] != name))


class Rewrite:
    """Answers with what ``change`` makes of the application's answer, given the request's scope."""

    def __init__(self, app: ASGIApp, change: Callable[[Scope, Answer], Answer]) -> None:
        self._app, self._change = app, change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the answer back until it is whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []

        async def hold(message: Message) -> None:
            messages.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await _send(self._change(scope, _whole(messages)), scope, send)

        await self._app(scope, receive, hold)


def _whole(messages: list[Message]) -> Answer:
    start, *bodies = messages
    headers = tuple((n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in start["headers"])
    return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in bodies))


async def _send(answer: Answer, scope: Scope, send: Send) -> None:
    if scope["method"] != "HEAD" and answer.header("content-length"):
        answer = answer.with_header("content-length", str(len(answer.body)))
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
