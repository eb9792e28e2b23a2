"""Rate limits that all replicas share, and a limit of its own for each replica while Valkey is away."""

import math
import time

from limits import parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import RateLimiter, SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from valkey.asyncio import ConnectionPool

from app.knowledge.backends import connection_pool
from app.knowledge.outage import Outage


class RateLimits:
    """Counts the requests of each identity. An outage of the storage never lifts the limit."""

    def __init__(self, limit: str, storage_url: str | None) -> None:
        self._limit = parse(limit)
        self._local = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._pool = None if storage_url is None else connection_pool(storage_url)
        self._shared = None if self._pool is None else _shared(self._pool)
        self._outage = Outage("rate_limits")

    async def wait_seconds(self, identity: str) -> int | None:
        """Count a request; return None if it is within the limit, else the seconds to wait."""
        if self._shared is not None and not self._outage.spares:
            try:
                wait = await self._hit(self._shared, identity)
            except (StorageError, OSError, TimeoutError) as error:
                self._outage.failed(getattr(error, "storage_error", error))
            else:
                self._outage.succeeded()
                return wait
        return await self._hit(self._local, identity)

    async def close(self) -> None:
        """Close the connections to the shared storage."""
        if self._pool is not None:
            await self._pool.aclose()

    async def _hit(self, limiter: RateLimiter, identity: str) -> int | None:
        if await limiter.hit(self._limit, identity):
            return None
        stats = await limiter.get_window_stats(self._limit, identity)
        return max(1, math.ceil(stats.reset_time - time.time()))


def _shared(pool: ConnectionPool) -> RateLimiter:
    storage = RedisStorage(
        "async+valkey://",
        wrap_exceptions=True,
        key_prefix="ukp:limits",
        connection_pool=pool,  # type: ignore[arg-type]
    )
    return SlidingWindowCounterRateLimiter(storage)
