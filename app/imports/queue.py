"""The queue of imports: what it must do, and what stands in for it where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.imports.jobs import Job


class QueueUnavailableError(Exception):
    """The queue took or gave nothing: away, full, or not configured."""


@dataclass(frozen=True)
class Delivery:
    """An entry in a consumer's hands: as it lies in the queue, and as a job, None where it is unreadable."""

    entry_id: str
    fields: Mapping[bytes, bytes]
    job: Job | None


@dataclass(frozen=True)
class Backlog:
    """What waits: entries, those in work included; age of the oldest in seconds, 0 of none; dead letters."""

    depth: int
    oldest_seconds: float
    dead_letters: int


class Queue(Protocol):
    """Jobs, each delivered at least once. Every method raises QueueUnavailableError."""

    async def add(self, job: Job) -> None:
        """Put a job at the end."""

    async def take(self) -> Delivery | None:
        """Wait a moment for an entry: one that a dead consumer left, else a new one."""

    async def settle(self, delivery: Delivery) -> None:
        """Remove an entry that was dealt with."""

    async def give_back(self, delivery: Delivery) -> None:
        """Put an entry at the end again, for another consumer to take at once."""

    async def bury(self, delivery: Delivery, reason: str) -> None:
        """Copy an entry to the dead letters; it stays in hand until it is settled."""

    async def backlog(self) -> Backlog:
        """Measure what waits."""

    async def leave(self) -> None:
        """Say that this consumer takes nothing more."""

    async def close(self) -> None:
        """Close the connections."""
