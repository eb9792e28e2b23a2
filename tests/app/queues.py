"""A queue for tests, in memory: it keeps the real one's promises."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.imports.jobs import LAYOUT, Job
from app.imports.queue import Backlog, Delivery, QueueUnavailableError


@dataclass
class MemoryQueue:
    """A stream with pending entries. Several of them with one `stream` are consumers of one queue."""

    stream: dict[int, dict[bytes, bytes]] = field(default_factory=dict)
    dead: list[dict[bytes, bytes]] = field(default_factory=list)
    pending: dict[int, float] = field(default_factory=dict)
    claim_after_seconds: float = 60.0
    away: bool = False
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))
    added_at: dict[int, float] = field(default_factory=dict)

    def consumer(self, claim_after_seconds: float) -> "MemoryQueue":
        shared = (self.stream, self.dead, self.pending, claim_after_seconds, False, self.numbers)
        return MemoryQueue(*shared, self.added_at)

    async def add(self, job: Job) -> None:
        named = {"layout": LAYOUT, "import": job.import_id, "request": job.request_id}
        self._put({name.encode(): value.encode() for name, value in named.items()})

    async def take(self) -> Delivery | None:
        self._reach()
        await asyncio.sleep(0)
        now = time.monotonic()
        for number, fields in self.stream.items():
            if now - self.pending.get(number, float("-inf")) >= self.claim_after_seconds:
                self.pending[number] = now
                return Delivery(str(number), fields, _job(fields))
        await asyncio.sleep(0.01)
        return None

    async def settle(self, delivery: Delivery) -> None:
        self._reach()
        for entries in (self.stream, self.pending, self.added_at):
            entries.pop(int(delivery.entry_id), None)

    async def give_back(self, delivery: Delivery) -> None:
        self._put(dict(delivery.fields))
        await self.settle(delivery)

    async def bury(self, delivery: Delivery, reason: str) -> None:
        self._reach()
        self.dead.append({**delivery.fields, b"reason": reason.encode()})

    async def backlog(self) -> Backlog:
        self._reach()
        now = time.monotonic()
        return Backlog(len(self.stream), now - min(self.added_at.values(), default=now), len(self.dead))

    async def leave(self) -> None:
        self._reach()

    async def close(self) -> None:
        self.away = True

    def _put(self, fields: dict[bytes, bytes]) -> None:
        self._reach()
        number = next(self.numbers)
        self.stream[number], self.added_at[number] = fields, time.monotonic()

    def _reach(self) -> None:
        if self.away:
            raise QueueUnavailableError("away")


def _job(fields: dict[bytes, bytes]) -> Job | None:
    if fields.get(b"layout") != LAYOUT.encode():
        return None
    return Job(fields[b"import"].decode(), fields[b"request"].decode())
