"""Who holds a file lock: the kernel knows the process, the file's last lines since when and until when."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gonogo.run_id import VARIABLE

_LOCKS = Path("/proc/locks")
_LONGEST = 16_384


@dataclass(frozen=True)
class Holder:
    """One process that holds a lock. Times are of the wall clock; 0.0 is what it did not say."""

    pid: int
    run: str = ""
    since: float = 0.0
    until: float = 0.0
    stopped: bool = False

    @property
    def sentence(self) -> str:
        """Say who it is, since when, and whether it can let go at all."""
        since = f" since {time.strftime('%H:%M:%S', time.gmtime(self.since))} UTC" if self.since else ""
        run = f" of run {self.run}" if self.run else ", which is no run of the gate"
        return f"process {self.pid}{run}{since}{' (it is stopped)' if self.stopped else ''}"


def sign(handle: IO[str], until: float, *, alone: bool) -> None:
    """Write into the lock that this process holds it from now on; a failure costs nobody the lock."""
    line = f"{os.getpid()} {os.environ.get(VARIABLE, '-')} {time.time():.3f} {until:.3f}\n"
    try:
        if alone or os.fstat(handle.fileno()).st_size > _LONGEST:
            os.ftruncate(handle.fileno(), 0)
        os.write(handle.fileno(), line.encode())
    except OSError:  # a full disk; the kernel still knows the process
        return


def holders(path: Path) -> list[Holder]:
    """Return the processes that hold a lock on the file, as far as they can be seen from here."""
    said = _said(path)
    found = _of_kernel(path)
    if found is None:
        found = {pid for pid in said if Path(f"/proc/{pid}").exists()}
    return [_holder(pid, said.get(pid)) for pid in sorted(found)]


def _holder(pid: int, said: Holder | None) -> Holder:
    known = said or Holder(pid, _run_of(pid))
    return Holder(pid, known.run, known.since, known.until, _is_stopped(pid))


def _of_kernel(path: Path) -> set[int] | None:
    """Return the holders by /proc/locks, None where it cannot be read; its lines with an arrow wait."""
    try:
        inode, lines = str(path.stat().st_ino), _LOCKS.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    rows = [line.split() for line in lines if "->" not in line]
    return {int(row[4]) for row in rows if row[1] == "FLOCK" and row[5].split(":")[-1] == inode} - {0, -1}


def _said(path: Path) -> dict[int, Holder]:
    """Return what each process wrote last."""
    found = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    for line in lines:
        try:
            pid, run, since, until = line.split()
            found[int(pid)] = Holder(int(pid), run.removeprefix("-"), float(since), float(until))
        except ValueError:
            continue  # a line of something else
    return found


def _run_of(pid: int) -> str:
    """Return the run that a process belongs to by its environment, empty where that cannot be told."""
    try:
        entries = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return ""
    prefix = f"{VARIABLE}=".encode()
    found = (entry.removeprefix(prefix) for entry in entries if entry.startswith(prefix))
    return next(found, b"").decode("ascii", "replace")


def _is_stopped(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] in ("T", "t")
