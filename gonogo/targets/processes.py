"""What processes hold: those of this machine by proc(5), others by their own exposition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from gonogo.targets.collections import runtime_of
from gonogo.targets.identity.series import samples_of
from gonogo.targets.states import ProcessState

_PROC = Path("/proc")
_FIELD = re.compile(r"^(\w+):\s+(\d+)(?: kB)?$", re.MULTILINE)
_PRIVATE = ("RssAnon", "RssShmem", "VmSwap")  # in units of 1,024 bytes; pages of files may go at any time
_EXPOSED = "process_"


def descending(name: str, pid: int) -> list[ProcessState]:
    """Return a process of this machine and all that it started, however deep, ended or not."""
    family, parents = {pid}, _parents()
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    found = [(one, _read(_PROC / str(one) / "status")) for one in sorted(family)]
    return [
        state_of(f"{name}, process {one}", text, _descriptors(one), _threads(one))
        for one, text in found
        if text
    ]


def state_of(name: str, status: str, descriptors: int | None, threads: Iterable[str] = ()) -> ProcessState:
    """Read a process's `status`; of one that has ended and is not waited for only that it is there."""
    fields = {field: int(value) for field, value in _FIELD.findall(status)}
    kilobytes = [fields[field] for field in _PRIVATE if field in fields]
    memory = sum(kilobytes) * 1024 if kilobytes else None
    return ProcessState(name, memory, descriptors, fields.get("Threads"), runtime_of(threads))


def exposed(name: str, exposition: str) -> list[ProcessState]:
    """Read what a process exposes of itself; none where it has no such series.

    Behind one URL may be several, of which each scrape reaches another: they differ in when they began.
    """
    series = {n: value for n, _, value in samples_of(exposition) if n.startswith(_EXPOSED)}
    memory, descriptors = (_whole_number(series, n) for n in ("resident_memory_bytes", "open_fds"))
    if memory is None and descriptors is None:
        return []
    began = _whole_number(series, "start_time_seconds")
    return [ProcessState(name if began is None else f"{name}, begun at {began}", memory, descriptors)]


def _parents() -> dict[int, int]:
    pids = [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal()]
    stats = {pid: _read(_PROC / str(pid) / "stat").rpartition(")")[2].split() for pid in pids}
    return {pid: int(fields[1]) for pid, fields in stats.items() if fields}


def _descriptors(pid: int) -> int | None:
    try:
        return sum(1 for _ in (_PROC / str(pid) / "fd").iterdir())
    except OSError:  # it has gone, or belongs to somebody else
        return None


def _threads(pid: int) -> list[str]:
    """Return the names of its threads."""
    try:
        tasks = list((_PROC / str(pid) / "task").iterdir())
    except OSError:
        return []
    return [_read(task / "comm").strip() for task in tasks]


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _whole_number(series: Mapping[str, float], name: str) -> int | None:
    value = series.get(_EXPOSED + name, float("nan"))
    return int(value) if 0 <= value < float("inf") else None
