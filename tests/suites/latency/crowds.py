"""Crowds that the tests of two rules share, and a server on which they really come together."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from types import SimpleNamespace
from typing import Any

from gonogo.contract.model import Contract
from gonogo.suites.latency.observations.crowd import Beside, Crowded, Crowds, Reply
from tests.judging import contract

CLIENTS = 20
JOURNEYS = [
    {"name": "browse", "path": "/browse", "rate_per_second": 5, "budgets": {"p50": 0.1, "p99": 0.5}},
    {"name": "find", "path": "/find", "rate_per_second": 5, "budgets": {"p99": 0.5}},
]


def promising(there: list[dict[str, Any]] = JOURNEYS, **crowd: Any) -> Contract:
    """A contract of two journeys and a crowd of twenty."""
    made = {"clients": CLIENTS, "within_seconds": 2} | crowd
    return contract(latency={"journeys": there, "crowd": made})


def replies(*seconds: float, said: str = "200", **changed: Any) -> tuple[Reply, ...]:
    """One reply for each time that is given."""
    return tuple(Reply(said, each, **changed) for each in seconds)


BESIDE = Beside("find", 200, alone=replies(0.01), meanwhile=replies(*[0.02] * 6))
CROWDED = Crowded(
    "browse",
    200,
    alone=replies(0.3, 0.01, 0.01),
    crowd=replies(*[0.2] * CLIENTS),
    after=replies(0.01),
    beside=(BESIDE,),
    sent_within_seconds=0.01,
)


def seen(*crowds: Crowded, **changed: Any) -> Crowds:
    return Crowds(crowds or (CROWDED,), **changed)


def crowded(**changed: Any) -> Crowded:
    return replace(CROWDED, **changed)


def beside(*meanwhile: Reply, **changed: Any) -> Crowded:
    """A crowd with this beside it."""
    return crowded(beside=(replace(BESIDE, meanwhile=meanwhile, **changed),))


Route = Callable[[], Awaitable[bytes]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
SHED = b"HTTP/1.1 503 No\r\nretry-after: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Place:
    """What the routes of a server share, made in its loop; ``asked`` counts requests by path."""

    routes: dict[str, Callable[[Place], Awaitable[bytes]]]
    pool: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(5))
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        self.asked[path] = self.asked.get(path, 0) + 1
        under_way = self.asked[path]
        self.most[path] = max(self.most.get(path, 0), under_way)
        writer.write(await self.routes.get(path, quick)(self))
        self.asked[path] -= 1
        await writer.drain()
        writer.close()


async def quick(_place: Place) -> bytes:
    return OK


async def awaits(_place: Place) -> bytes:
    """Slow for itself alone: everybody waits at once."""
    await asyncio.sleep(0.3)
    return OK


async def blocks(_place: Place) -> bytes:
    """Hold up the whole loop."""
    time.sleep(0.1)  # noqa: ASYNC251 - that is the defect
    return OK


async def one_by_one(place: Place) -> bytes:
    async with place.lock:
        await asyncio.sleep(0.15)
    return OK


async def takes_two(place: Place) -> bytes:
    """Take a place of the pool, and then another one."""
    async with place.pool:
        await asyncio.sleep(0.01)
        async with place.pool:
            return OK


async def holds(place: Place) -> bytes:
    """Keep a place of the pool that all share while somebody else is called."""
    async with place.pool:
        await asyncio.sleep(0.6)
    return OK


async def needs(place: Place) -> bytes:
    """Take a place of the pool for a moment."""
    async with place.pool:
        return OK


async def is_full(place: Place) -> bytes:
    """Refuse what comes while ten are under way, whatever they ask for."""
    return SHED if sum(place.asked.values()) > 10 else OK


async def sheds(place: Place) -> bytes:
    """Work for five at a time, and turn away the others."""
    if place.asked["/browse"] > 5:
        return SHED
    await asyncio.sleep(0.1)
    return OK


@contextmanager
def serving(**routes: Callable[[Place], Awaitable[bytes]]) -> Iterator[tuple[Any, Place]]:
    """Serve each route at its name; give a target that leads there, and what the routes share."""
    made = Place({f"/{name}": route for name, route in routes.items()})
    begun: Future[tuple[int, Callable[[], object]]] = Future()

    async def serve() -> None:
        over, loop = asyncio.Event(), asyncio.get_running_loop()
        server = await asyncio.start_server(made.serve, "127.0.0.1", 0, backlog=256)
        port = server.sockets[0].getsockname()[1]
        begun.set_result((port, partial(loop.call_soon_threadsafe, over.set)))
        await over.wait()
        server.close()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    port, end = begun.result(5)
    try:
        yield SimpleNamespace(entry=f"http://127.0.0.1:{port}", headers=lambda _name: {}), made
    finally:
        end()
        thread.join(5)
