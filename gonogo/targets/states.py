"""What a target tells of what runs, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ContainerState:
    """One running container: the engine's description, and its `/proc/1/status`, empty where unreadable.

    In the description a volume that is a folder of the host is a bind mount of that.
    """

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
    not; descriptors are open files and sockets. ``runtime`` is what runs it, where its threads say so.
    """

    name: str
    memory_bytes: int | None = None
    descriptors: int | None = None
    threads: int | None = None
    runtime: str = ""


@dataclass(frozen=True)
class ProcessLog:
    """What one process, or container, has written since its start; ``release`` tells whose it is."""

    name: str
    release: bool
    text: str


@dataclass(frozen=True)
class ImageFile:
    """A file of one layer: its path without a slash before it, its first bytes where they were asked for."""

    path: str
    layer: int
    kept: bool
    head: bytes = b""


@dataclass(frozen=True)
class ImageContent:
    """An image: its files, layer by layer, ``kept`` where no later layer takes them away; its own words.

    ``variables`` are `NAME=value` of its environment; ``history`` holds what made each layer, as it is kept.
    """

    name: str
    layers: int
    files: tuple[ImageFile, ...]
    variables: tuple[str, ...]
    history: tuple[str, ...]
