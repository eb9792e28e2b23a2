"""Processes of this machine, as proc(5) tells them; nothing is found where there is no such thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_ZOMBIE = "Z"  # it has ended, and nobody has asked for its status yet


@dataclass(frozen=True)
class Process:
    """One process: its number may be another's later, its beginning (ticks since the machine's) may not."""

    pid: int
    begun: int
    name: str = ""

    @property
    def runs(self) -> bool:
        """Whether it still does; one that only waits to be asked for its status does not."""
        stat = _stat(self.pid)
        return bool(stat) and stat[0] != _ZOMBIE and int(stat[19]) == self.begun

    @property
    def kept_waiting_seconds(self) -> float:
        """For how long its first thread has waited for a processor since it began; 0.0 where unknown."""
        fields = read(PROC / str(self.pid) / "schedstat").split()
        return int(fields[1]) / 1e9 if len(fields) > 1 and self.runs else 0.0

    def __str__(self) -> str:
        return f"process {self.pid} ({self.name})"


def process(pid: int) -> Process | None:
    """Return the process with this number, None where there is none."""
    stat = _stat(pid)
    return Process(pid, int(stat[19]), name(pid)) if stat else None


def tree(root: int) -> frozenset[Process]:
    """Return a process and all that it started, however deep; less those whose own parent ended before."""
    return frozenset(one for pid in below({root}) if (one := process(pid)))


def below(owners: set[int]) -> set[int]:
    """Return these and all that they started, however deep."""
    parents = {pid: int(stat[1]) for pid in pids() if (stat := _stat(pid))}
    found = set(owners)
    while more := {pid for pid, parent in parents.items() if parent in found and pid not in found}:
        found |= more
    return found


def pids() -> Iterator[int]:
    """Return the numbers of all processes."""
    return (
        (int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()) if PROC.is_dir() else iter(())
    )


def name(pid: int) -> str:
    """Return the name of its program, empty where it is gone."""
    return read(PROC / str(pid) / "comm").strip()


def read(path: Path) -> str:
    """Return what a file of /proc says, empty where it is gone or another user's."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _stat(pid: int) -> list[str]:
    """Return the fields after the name: state, parent, …; empty where it is gone."""
    return read(PROC / str(pid) / "stat").rpartition(")")[2].split()
