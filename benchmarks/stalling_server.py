"""A small HTTP server on loopback that stalls when told to, and counts what it received.

`python -m benchmarks.stalling_server [--after S] [--stall S] [--every S] [--tell N]` prints its port, and
each path when N requests have come to it. From `after` seconds after its first request, / answers nothing
for `stall` seconds, then everything; again every `every` seconds. /status/N answers N, /close closes
without an answer, /slow/S answers after S seconds, all else is 200; a POST gets its own body back.
/counts, itself not counted as a request, tells connections and requests by path.
"""

import argparse
import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Stall:
    """When answers are held back, in seconds from the first request."""

    after: float
    seconds: float
    every: float
    began: float | None = None

    def left(self, now: float) -> float:
        """Seconds until an answer may go out."""
        if self.began is None:
            self.began = now
        phase = now - self.began - self.after
        if self.every:
            phase = phase % self.every if phase >= 0 else phase
        return max(0.0, self.seconds - phase) if phase >= 0 else 0.0


@dataclass
class Book:
    """What the server received."""

    connections: int = 0
    paths: Counter[str] = field(default_factory=Counter)
    tell: int = 0

    def enter(self, path: str) -> None:
        """Count a request."""
        self.paths[path] += 1
        if self.paths[path] == self.tell:
            print(path, flush=True)

    def text(self) -> bytes:
        """The counts as JSON."""
        return json.dumps({"connections": self.connections, "paths": self.paths}).encode()


class Connection(asyncio.Protocol):
    """One client; requests are answered in their order."""

    def __init__(self, stall: Stall, book: Book) -> None:
        self._stall, self._book = stall, book
        self._received = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._book.connections += 1

    def data_received(self, data: bytes) -> None:
        """Answer each request that has arrived whole."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, rest = self._received.partition(b"\r\n\r\n")
            length = _content_length(head)
            if len(rest) < length:
                return
            self._received = rest[length:]
            self._answer(head.decode("latin-1"), rest[:length])

    def _answer(self, head: str, body: bytes) -> None:
        path = head.split(" ")[1]
        if path == "/counts":
            self._write(head, 200, self._book.text())
            return
        loop = asyncio.get_running_loop()
        self._book.enter(path)
        kind, _, value = path[1:].partition("/")
        wait = self._stall.left(loop.time()) if path == "/" else 0.0
        if kind == "slow":
            wait = float(value)
        if kind == "close":
            self._transport.close()
        elif wait:
            loop.call_later(wait, self._write, head, 200, body)
        else:
            self._write(head, int(value) if kind == "status" else 200, body)

    def _write(self, head: str, status: int, body: bytes) -> None:
        content = body or b'{"answer":42}'
        close = "connection: close" in head.lower()
        ending = "Connection: close\r\n" if close else ""
        self._transport.write(
            f"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\n{ending}"
            f"Content-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        if close:
            self._transport.close()


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def serve(stall: Stall, tell: int) -> None:
    """Serve until killed; the first line of standard output is the port."""
    book = Book(tell=tell)
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(stall, book), "127.0.0.1", 0, backlog=4096
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("after", "stall", "every"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    parser.add_argument("--tell", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(serve(Stall(options.after, options.stall, options.every), options.tell))


if __name__ == "__main__":
    main()
