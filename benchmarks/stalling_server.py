"""A small HTTP server on loopback that stalls when told to, and counts what it received.

`python -m benchmarks.stalling_server [--after S] [--stall S] [--every S] [--takes S] [--tell N]` prints its
port, and each path when N requests have come to it. / answers after `takes` seconds; from `after` seconds
after its first request it answers nothing for `stall` seconds, then everything; again every `every` seconds.
/status/N answers N, /close closes without an answer, /slow/S answers after S seconds, all else is 200; a POST
gets its own body back. /counts tells connections and requests by path, /log in seconds from the first request
to / when each stall began and ended, and what an answer outside of one took; neither counts as a request.
"""

import argparse
import asyncio
import json
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial


@dataclass
class Stall:
    """When answers are held back, in seconds from the first request; and the log of it."""

    after: float
    seconds: float
    every: float
    takes: float = 0.0
    began: float | None = None
    held: list[Callable[[], None]] | None = None
    logged: list[list[float]] = field(default_factory=list)
    took: list[float] = field(default_factory=list)

    def answer(self, write: Callable[[], None]) -> None:
        """Let an answer go out in its time."""
        loop = asyncio.get_running_loop()
        if self.began is None:
            self.began = loop.time()
            if self.seconds:
                loop.call_later(self.after, self._hold)
        if self.takes:
            loop.call_later(self.takes, self._ready, write, loop.time())
        else:
            self._ready(write, loop.time())

    def text(self) -> bytes:
        """The log as JSON."""
        median = statistics.median(self.took) if self.took else 0.0
        return json.dumps({"stalls": self.logged, "median_seconds": median}).encode()

    def _ready(self, write: Callable[[], None], received: float) -> None:
        if self.held is not None:
            self.held.append(write)
            return
        self.took.append(asyncio.get_running_loop().time() - received)
        write()

    def _hold(self) -> None:
        loop = asyncio.get_running_loop()
        self.held = []
        self.logged.append([loop.time() - (self.began or 0.0)])
        loop.call_later(self.seconds, self._release)

    def _release(self) -> None:
        loop = asyncio.get_running_loop()
        held, self.held = self.held or [], None
        self.logged[-1].append(loop.time() - (self.began or 0.0))
        for write in held:
            write()
        if self.every:
            loop.call_at((self.began or 0.0) + self.after + len(self.logged) * self.every, self._hold)


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
        if path in {"/counts", "/log"}:
            told = self._book.text() if path == "/counts" else self._stall.text()
            self._write(head, 200, told)
            return
        self._book.enter(path)
        kind, _, value = path[1:].partition("/")
        if path == "/":
            self._stall.answer(partial(self._write, head, 200, body))
        elif kind == "close":
            self._transport.close()
        elif kind == "slow":
            asyncio.get_running_loop().call_later(float(value), self._write, head, 200, body)
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
    for name in ("after", "stall", "every", "takes"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    parser.add_argument("--tell", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(serve(Stall(options.after, options.stall, options.every, options.takes), options.tell))


if __name__ == "__main__":
    main()
