"""The queue in Valkey: a stream that consumers share as a group, and a stream of dead letters beside it.

An entry stays in the stream, pending with its consumer, until it is settled. One whose consumer died is
claimed by another after `claim_after_seconds`. Only Valkey's memory can lose a job; the sweep sees to that.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from valkey.asyncio import Valkey
from valkey.exceptions import ResponseError

from app.config.monitoring import INSTANCE
from app.imports.jobs import LAYOUT, Job
from app.imports.queue import Backlog, Delivery, QueueUnavailableError
from app.knowledge.backends import AWAY, TIMEOUT_SECONDS, connection_pool

STREAM, DEAD, GROUP = "ukp:imports", "ukp:imports:dead", "workers"
BLOCK_SECONDS = 1.0
KEPT_DEAD = 10_000
"""Dead letters that are kept, newest first; the table of imports has all of them."""


class ValkeyQueue:
    """A consumer and a producer. `answer_seconds` bounds each call that does not wait for jobs."""

    def __init__(
        self, url: str, claim_after_seconds: float = 60.0, answer_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self._client = Valkey.from_pool(connection_pool(url, answer_seconds))
        self._waiting = Valkey.from_pool(connection_pool(url, answer_seconds + BLOCK_SECONDS))
        self._claim_after = int(claim_after_seconds * 1000)
        self._scanned: Any = "0-0"

    async def add(self, job: Job) -> None:
        """XADD."""
        fields = {"layout": LAYOUT, "import": job.import_id, "request": job.request_id}
        async with _reaching():
            await self._client.xadd(STREAM, fields)

    async def take(self) -> Delivery | None:
        """XAUTOCLAIM, then XREADGROUP; the group is made anew where Valkey has lost it."""
        async with _reaching():
            try:
                return await self._left_behind() or await self._next()
            except ResponseError as error:
                if not str(error).startswith("NOGROUP"):
                    raise
                await self._found_group()
                return None

    async def settle(self, delivery: Delivery) -> None:
        """XACK and XDEL, so that the stream's length is what waits."""
        await self._replace(delivery)

    async def give_back(self, delivery: Delivery) -> None:
        """XADD and XACK and XDEL, all or none."""
        await self._replace(delivery, again=delivery.fields)

    async def bury(self, delivery: Delivery, reason: str) -> None:
        """XADD to the dead letters."""
        letter: dict[Any, Any] = {**delivery.fields, b"entry": delivery.entry_id, b"reason": reason}
        async with _reaching():
            await self._client.xadd(DEAD, letter, maxlen=KEPT_DEAD)

    async def backlog(self) -> Backlog:
        """XLEN of both, and the age of the first entry by the server's own clock."""
        async with _reaching():
            pipe: Any = self._client.pipeline(transaction=False)
            pipe.xlen(STREAM).xlen(DEAD).xrange(STREAM, count=1).time()
            depth, dead, first, (seconds, microseconds) = await pipe.execute()
        now = seconds + microseconds / 1e6
        began = int(first[0][0].partition(b"-")[0]) / 1000 if first else now
        return Backlog(depth, max(0.0, now - began), dead)

    async def leave(self) -> None:
        """XGROUP DELCONSUMER, unless entries are pending: they would go with it instead of being claimed."""
        async with _reaching():
            if not await self._client.xpending_range(STREAM, GROUP, "-", "+", 1, INSTANCE):
                await self._client.xgroup_delconsumer(STREAM, GROUP, INSTANCE)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
        await self._waiting.aclose()

    async def _left_behind(self) -> Delivery | None:
        claimed = await self._client.xautoclaim(
            STREAM, GROUP, INSTANCE, self._claim_after, self._scanned, count=1
        )
        self._scanned = claimed[0]
        return _delivery(claimed[1])

    async def _next(self) -> Delivery | None:
        block = int(BLOCK_SECONDS * 1000)
        read = await self._waiting.xreadgroup(GROUP, INSTANCE, {STREAM: ">"}, count=1, block=block)
        return _delivery(read[0][1]) if read else None

    async def _found_group(self) -> None:
        try:
            await self._client.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):  # another worker was first
                raise

    async def _replace(self, delivery: Delivery, again: Mapping[bytes, bytes] | None = None) -> None:
        async with _reaching():
            pipe: Any = self._client.pipeline(transaction=True)
            if again is not None:
                pipe.xadd(STREAM, dict(again))
            pipe.xack(STREAM, GROUP, delivery.entry_id).xdel(STREAM, delivery.entry_id)
            await pipe.execute()


@asynccontextmanager
async def _reaching() -> AsyncIterator[None]:
    try:
        yield
    except AWAY as error:
        raise QueueUnavailableError(f"{type(error).__name__}: {error}") from error


def _delivery(entries: list[tuple[bytes, Mapping[bytes, bytes] | None]]) -> Delivery | None:
    """Read the first entry; one of another layout, or without fields, is delivered without a job."""
    if not entries:
        return None
    entry_id, fields = entries[0][0].decode(), entries[0][1] or {}
    try:
        names = fields[b"layout"].decode(), fields[b"import"].decode(), fields[b"request"].decode()
    except (KeyError, UnicodeDecodeError):
        return Delivery(entry_id, fields, None)
    return Delivery(entry_id, fields, Job(*names[1:]) if names[0] == LAYOUT else None)
