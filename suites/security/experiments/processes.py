"""Which processes serve, so that one that ended is seen though another took over: here, or in a container."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol
from urllib.parse import urlsplit

from gonogo.instruments.processes import PROC, Process, below, name, pids, process, read
from gonogo.targets.base import Target

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LISTENS, _CONNECTED = "0A", "01"  # states of proc_net_tcp(5)
_FORWARDS = ("docker-proxy", "rootlesskit", "ssh", "slirp4netns", "pasta")


class Eyes(Protocol):
    """Whoever sees processes: those that serve now, and those that do not run any more."""

    at_once: ClassVar[bool]
    """Whether a look costs so little that each input may have one."""

    def look(self) -> frozenset[Process]:
        """Return those that serve."""

    def gone(self, known: Iterable[Process]) -> list[Process]:
        """Return those of them that do not run any more."""


@dataclass(frozen=True)
class Here:
    """Looks at this machine: whoever holds a port, or a connection to it."""

    url: str
    at_once: ClassVar[bool] = True

    def look(self) -> frozenset[Process]:
        """Look at the tables of connections."""
        return serving(self.url)

    def gone(self, known: Iterable[Process]) -> list[Process]:
        """Look at each by itself."""
        return gone(known)


@dataclass(frozen=True)
class InContainers:
    """Asks the engine for the processes of each replica: one that was started again has others."""

    target: Target
    at_once: ClassVar[bool] = False

    def look(self) -> frozenset[Process]:
        """Ask for all of them."""
        return self.target.processes()

    def gone(self, known: Iterable[Process]) -> list[Process]:
        """Ask once more."""
        before = frozenset(known)
        return sorted(before - self.look(), key=lambda one: one.pid) if before else []


def eyes(target: Target, url: str) -> Eyes:
    """Return who sees what serves there; of another machine's nobody sees any."""
    return Here(url) if serving(url) else InContainers(target)


def serving(url: str) -> frozenset[Process]:
    """Return the processes that hold a port of this machine, or a connection to it.

    Those are the listener, those that share its socket, and whoever it hands connections to. What it started
    for other work is none of them. Nothing is found where the port is another machine's, a container's or
    somebody else's.
    """
    parts = urlsplit(url)
    if parts.hostname not in _LOOPBACK or not PROC.is_dir():
        return frozenset()
    port = parts.port or 80
    listening, taken = set(_inodes(port, _LISTENS)), set(_inodes(port, _CONNECTED))
    owners = _holding(listening, pids()) if listening else set[int]()
    if any(name(pid) in _FORWARDS for pid in owners):
        return frozenset()
    served = owners | _holding(taken, below(owners))
    return frozenset(one for pid in served if (one := process(pid)))


def gone(known: Iterable[Process]) -> list[Process]:
    """Return those that do not run any more."""
    return [one for one in known if not one.runs]


def _inodes(port: int, state: str) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        for line in read(PROC / "net" / table).splitlines()[1:]:
            fields = line.split()
            if fields[3] == state and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _holding(inodes: set[str], numbers: Iterable[int]) -> set[int]:
    return {pid for pid in numbers if inodes & set(_sockets(pid))}


def _sockets(pid: int) -> Iterator[str]:
    try:
        for descriptor in (PROC / str(pid) / "fd").iterdir():
            if found := re.match(r"socket:\[(\d+)\]", str(descriptor.readlink())):
                yield found[1]
    except OSError:
        return
