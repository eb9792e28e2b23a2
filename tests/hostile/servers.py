"""Four servers that answer every request in the same way, whatever it asks."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

REFUSES, ACCEPTS, EMPTY, BROKEN = KINDS = (
    "refuses everything",
    "accepts everything",
    "200, empty body",
    "503",
)

_IDLE_SECONDS = 0.2  # then a connection on which nothing more is asked is closed


@dataclass(frozen=True)
class Asked:
    """The head of one request."""

    method: str
    path: str
    headers: dict[str, str]


def answer(kind: str, asked: Asked) -> bytes:
    """Return the whole answer of a server."""
    if kind == REFUSES:
        return _message("403 Forbidden", "text/plain; charset=utf-8", b"Forbidden")
    if kind == BROKEN:
        return _message("503 Service Unavailable", "text/plain; charset=utf-8", b"Service Unavailable")
    if kind == EMPTY:
        return _message("200 OK", "", b"")
    return _message("200 OK", "application/json", json.dumps(_echo(asked)).encode())


def _echo(asked: Asked) -> dict[str, object]:
    """Say that all is well, and everything that was said."""
    well = {"status": "pass", "version": "1.2.3", "revision": "0123456789abcdef", "configuration": "c0ffee"}
    made = {"instance": "one", "id": "1", "token": "e30.e30.c2ln", "keys": [], "items": []}
    return well | made | {"method": asked.method, "path": asked.path, "headers": asked.headers}


def _message(status: str, media_type: str, body: bytes) -> bytes:
    kind = f"Content-Type: {media_type}\r\n" if media_type else ""
    return f"HTTP/1.1 {status}\r\n{kind}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def _serve(kind: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request after the other, as long as each says how long it is."""
    patience = None
    try:
        while True:
            asked = await asyncio.wait_for(_asked(reader), patience)
            patience = _IDLE_SECONDS
            whole = answer(kind, asked)
            head = whole.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            writer.write(head if asked.method == "HEAD" else whole)
            await writer.drain()
            if "transfer-encoding" in asked.headers or asked.headers.get("connection") == "close":
                break
    except (OSError, ValueError, EOFError, asyncio.LimitOverrunError):
        pass  # a client that left, or sent no HTTP at all: the connection is closed
    finally:
        writer.close()


async def _asked(reader: asyncio.StreamReader) -> Asked:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    fields = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in fields}
    if "transfer-encoding" not in headers:
        await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, path, headers)


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Serve all four on loopback from one thread; yield their addresses by kind."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opened = {kind: asyncio.run_coroutine_threadsafe(_open(kind), loop).result(5) for kind in KINDS}
    try:
        yield {kind: f"http://127.0.0.1:{s.sockets[0].getsockname()[1]}" for kind, s in opened.items()}
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _open(kind: str) -> asyncio.Server:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _serve(kind, reader, writer)

    return await asyncio.start_server(serve, "127.0.0.1", 0, backlog=256)
