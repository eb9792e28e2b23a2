"""Where cached bytes live: in Valkey, which replicas share, or in this process."""

import asyncio
import time
from collections import OrderedDict
from typing import Protocol

from valkey.asyncio import ConnectionPool, Valkey
from valkey.exceptions import ValkeyError

TIMEOUT_SECONDS = 0.25
"""Deadline of a connect and of an answer: a cache that takes longer saves nothing."""

MAX_ENTRIES = 1024
AWAY = (ValkeyError, OSError, TimeoutError, asyncio.IncompleteReadError)
"""What a backend that is away raises."""


def connection_pool(url: str, answer_seconds: float = TIMEOUT_SECONDS) -> ConnectionPool:
    """Return a pool of connections to Valkey; none is opened yet."""
    return ConnectionPool.from_url(
        url,
        socket_timeout=answer_seconds,
        socket_connect_timeout=TIMEOUT_SECONDS,
    )


class Backend(Protocol):
    """Bytes under keys, for a while."""

    async def get(self, key: str) -> bytes | None: ...  # noqa: D102 - the class says it
    async def put(self, key: str, payload: bytes, ttl_seconds: int) -> None: ...  # noqa: D102 - the class says it
    async def delete(self, key: str) -> None: ...  # noqa: D102 - the class says it
    async def ping(self) -> None: ...  # noqa: D102 - the class says it
    async def close(self) -> None: ...  # noqa: D102 - the class says it


class MemoryBackend:
    """The cache of a single process, for development and tests."""

    def __init__(self, most: int = MAX_ENTRIES) -> None:
        self._most = most
        self._entries: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    async def get(self, key: str) -> bytes | None:
        """Return a payload that has not expired."""
        expires, payload = self._entries.get(key, (0.0, b""))
        return payload if time.monotonic() < expires else None

    async def put(self, key: str, payload: bytes, ttl_seconds: int) -> None:
        """Store a payload; the oldest one gives way when there are too many."""
        self._entries[key] = (time.monotonic() + ttl_seconds, payload)
        self._entries.move_to_end(key)
        while len(self._entries) > self._most:
            self._entries.popitem(last=False)

    async def delete(self, key: str) -> None:
        """Forget a payload."""
        self._entries.pop(key, None)

    async def ping(self) -> None:
        """Be there."""

    async def close(self) -> None:
        """Forget everything."""
        self._entries.clear()


class ValkeyBackend:
    """The cache that replicas share. Every call ends within TIMEOUT_SECONDS for each step, or raises."""

    def __init__(self, url: str) -> None:
        self._client = Valkey.from_pool(connection_pool(url))

    async def get(self, key: str) -> bytes | None:
        """GET."""
        payload: bytes | None = await self._client.get(key)
        return payload

    async def put(self, key: str, payload: bytes, ttl_seconds: int) -> None:
        """SET with EX."""
        await self._client.set(key, payload, ex=ttl_seconds)

    async def delete(self, key: str) -> None:
        """DEL."""
        await self._client.delete(key)

    async def ping(self) -> None:
        """PING."""
        await self._client.ping()

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()
