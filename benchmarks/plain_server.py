"""A server that costs as little as one in Python can: one answer to whatever is asked, at once.

`python -m benchmarks.plain_server` prints its port and serves on loopback until it is killed.
"""

import asyncio
from typing import cast

import uvloop

ANSWER = (
    b"HTTP/1.1 200 OK\r\nServer: plain\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n"
    b'{"answer":42}'
)


class Connection(asyncio.Protocol):
    """One client; its requests have no body."""

    _transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's is none by its class

    def data_received(self, data: bytes) -> None:
        """Answer as many requests as end here."""
        self._transport.write(ANSWER * data.count(b"\r\n\r\n"))


async def serve() -> None:
    """Serve until killed; the first line of standard output is the port."""
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve())
