"""What a target tells of what runs, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ContainerState:
    """One running container: the engine's description, and its `/proc/1/status`, empty where unreadable."""

    name: str
    service: str
    description: dict[str, Any]
    process: str


@dataclass(frozen=True)
class CrewState:
    """The largest group of processes in a container that one parent started alike, beside its limits.

    ``command`` is theirs. Memory is the container's own, files that can be read again left out. What has no
    limit, and what nobody can say, is None.
    """

    name: str
    command: str
    processes: int | None
    cpus: float | None
    memory_bytes: int | None
    memory_limit_bytes: int | None


@dataclass(frozen=True)
class ProcessState:
    """What one process holds at a moment, None where nobody can say.

    ``name`` is its own for as long as it lives. Memory is what it shares with nobody, in bytes, swapped or
    not; descriptors are open files and sockets.
    """

    name: str
    memory_bytes: int | None = None
    descriptors: int | None = None
    threads: int | None = None
