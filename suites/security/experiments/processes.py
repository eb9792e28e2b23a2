"""Which processes of this machine serve a port, so that one that ended is seen though another took over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LISTENS, _CONNECTED = "0A", "01"  # states of proc_net_tcp(5)
_FORWARDS = ("docker-proxy", "rootlesskit", "ssh", "slirp4netns", "pasta")
_PROC = Path("/proc")


def serving(url: str) -> dict[int, str]:
    """Return the name of each process that holds a port of this machine, or a connection to it.

    Those are the listener, those that share its socket, and whoever it hands connections to. What it started
    for other work is none of them. The key is made of the process and of when it began; empty where the port
    is another machine's, a container's or somebody else's.
    """
    parts = urlsplit(url)
    if parts.hostname not in _LOOPBACK or not _PROC.is_dir():
        return {}
    port = parts.port or 80
    listening, taken = set(_inodes(port, _LISTENS)), set(_inodes(port, _CONNECTED))
    owners = _holding(listening, _pids()) if listening else set[int]()
    if any(_name(pid) in _FORWARDS for pid in owners):
        return {}
    served = owners | _holding(taken, _below(owners))
    return {_begun(pid) * 10_000_000 + pid: f"process {pid} ({_name(pid)})" for pid in served}


def gone(known: dict[int, str]) -> list[str]:
    """Name those that do not run any more."""
    return [name for key, name in known.items() if not _runs(key % 10_000_000, key // 10_000_000)]


def _inodes(port: int, state: str) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        for line in _read(_PROC / "net" / table).splitlines()[1:]:
            fields = line.split()
            if fields[3] == state and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _holding(inodes: set[str], pids: Iterable[int]) -> set[int]:
    return {pid for pid in pids if inodes & set(_sockets(pid))}


def _sockets(pid: int) -> Iterator[str]:
    try:
        for descriptor in (_PROC / str(pid) / "fd").iterdir():
            if found := re.match(r"socket:\[(\d+)\]", str(descriptor.readlink())):
                yield found[1]
    except OSError:
        return


def _below(owners: set[int]) -> set[int]:
    """Return all that they started, however deep."""
    parents = {pid: int(stat[1]) for pid in _pids() if (stat := _stat(pid))}
    found = set(owners)
    while more := {pid for pid, parent in parents.items() if parent in found and pid not in found}:
        found |= more
    return found


def _pids() -> Iterator[int]:
    return (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal())


def _runs(pid: int, begun: int) -> bool:
    stat = _stat(pid)
    return bool(stat) and stat[0] != "Z" and _begun(pid) == begun


def _begun(pid: int) -> int:
    stat = _stat(pid)
    return int(stat[19]) if stat else -1


def _name(pid: int) -> str:
    return _read(_PROC / str(pid) / "comm").strip()


def _stat(pid: int) -> list[str]:
    """Return the fields after the name: state, parent, …; empty where it is gone (proc(5))."""
    return _read(_PROC / str(pid) / "stat").rpartition(")")[2].split()


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
