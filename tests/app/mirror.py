"""A server on loopback that answers what a test wants, and a fetcher that finds it under any name."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from app.imports.fetch import Fetcher
from app.security.destinations import Destinations

LOOPBACK = "127.0.0.0/8"


def answer(body: bytes = b"hot water", status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer; a header's name is written with underscores."""
    wanted = {"content_type": "text/plain", "content_length": str(len(body)), "connection": "close"} | headers
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in wanted.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(location: str) -> bytes:
    return answer(b"", "302 Found", location=location)


@dataclass
class Mirror:
    """Answers by path; a path that is not there is 404, and one without an answer never gets one."""

    answers: dict[str, bytes | None]
    port: int = 0
    seen: list[str] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.seen.append(head)
            self.asked.set()
            said = self.answers.get(head.split()[1], answer(b"", "404 Not Found"))
            if said is None:
                await reader.read()  # until the client goes
            else:
                writer.write(said)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def resolve(self, host: str, _port: int) -> Sequence[str]:
        """Know one name, at loopback: the system's resolver is never asked."""
        self.resolved.append(host)
        return {"mirror.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}.get(host, [host])

    def url(self, path: str, host: str = "mirror.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def fetcher(
        self, timeout_seconds: float = 5.0, max_bytes: int = 1000, tls: ssl.SSLContext | None = None
    ) -> Fetcher:
        destinations = Destinations([LOOPBACK], [self.port])
        return Fetcher(
            destinations,
            timeout_seconds,
            max_bytes,
            self.resolve,
            tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )


@asynccontextmanager
async def mirror(
    answers: dict[str, bytes | None] | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Mirror]:
    """Serve the answers on a free port."""
    made = Mirror(answers if answers is not None else {"/": answer()})
    server = await asyncio.start_server(made.handle, "127.0.0.1", 0, ssl=tls)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made
