"""Rate limits that all replicas share, and a limit of its own for each replica while Valkey is away."""

import math
import time
from collections.abc import Awaitable, Callable

from limits import parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import RateLimiter, SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from valkey.asyncio import ConnectionPool

from app.knowledge.backends import connection_pool
from app.knowledge.outage import Outage

_Ask = Callable[[RateLimiter, str], Awaitable[int | None]]


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
        return await self._asked(_twice(self._hit), identity)

    async def spent_seconds(self, identity: str) -> int | None:
        """Return the seconds to wait where the limit is used up, else None; counts nothing."""
        return await self._asked(_twice(self._look), identity)

    async def _asked(self, ask: _Ask, identity: str) -> int | None:
        if self._shared is not None and not self._outage.spares:
            try:
                wait = await ask(self._shared, identity)
            except (StorageError, OSError, TimeoutError) as error:
                self._outage.failed(getattr(error, "storage_error", error))
            else:
                self._outage.succeeded()
                return wait
        return await ask(self._local, identity)

    async def close(self) -> None:
        """Close the connections to the shared storage."""
        if self._pool is not None:
            await self._pool.aclose()

    async def _hit(self, limiter: RateLimiter, identity: str) -> int | None:
        return None if await limiter.hit(self._limit, identity) else await self._seconds(limiter, identity)

    async def _look(self, limiter: RateLimiter, identity: str) -> int | None:
        return None if await limiter.test(self._limit, identity) else await self._seconds(limiter, identity)

    async def _seconds(self, limiter: RateLimiter, identity: str) -> int:
        stats = await limiter.get_window_stats(self._limit, identity)
        return max(1, math.ceil(stats.reset_time - time.time()))


def _twice(ask: _Ask) -> _Ask:
    """Ask again before it is an outage: a replica that counts for itself takes the whole limit again."""

    async def asked(limiter: RateLimiter, identity: str) -> int | None:
        try:
            return await ask(limiter, identity)
        except (StorageError, OSError, TimeoutError):
            return await ask(limiter, identity)

    return asked


def _shared(pool: ConnectionPool) -> RateLimiter:
    storage = RedisStorage(
        "async+valkey://",
        wrap_exceptions=True,
        key_prefix="ukp:limits",
        connection_pool=pool,  # type: ignore[arg-type]
    )
    return SlidingWindowCounterRateLimiter(storage)
