"""Processes of a run: every one that was started with GONOGO_RUN=<its id>."""

import os
import signal
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.run_id import RUN_ID, VARIABLE

KILL_SECONDS = 5.0
QUIET_SCANS = 2


def runs() -> dict[str, set[int]]:
    """Map each run that has processes to their ids; what may not be read is not ours."""
    found: dict[str, set[int]] = {}
    for pid, run_id in _marked():
        found.setdefault(run_id, set()).add(pid)
    return found


def kill(run_id: str, keep_pids: Collection[int] = ()) -> tuple[set[int], set[int]]:
    """Kill the run's processes until none is left, but neither this one nor `keep_pids`.

    Returns those killed and those that were still there after five seconds.
    """
    kept = {os.getpid(), *keep_pids}
    killed: set[int] = set()
    quiet = 0

    def none_left() -> bool:
        nonlocal quiet
        alive = runs().get(run_id, set()) - kept
        for pid in alive:
            with suppress(ProcessLookupError):  # it went by itself
                os.kill(pid, signal.SIGKILL)
        killed.update(alive)
        # One empty scan can miss a child between fork and exec; without any process there was nobody to fork.
        quiet = 0 if alive else quiet + 1
        return not killed or quiet >= QUIET_SCANS

    try:
        Wait(f"no process of run {run_id} is left", KILL_SECONDS, poll_seconds=0.01).until(none_left)
    except WaitTimeout:
        return killed, runs().get(run_id, set()) - kept
    return killed, set()


def _marked() -> Iterator[tuple[int, str]]:
    prefix = f"{VARIABLE}=".encode()
    for directory in Path("/proc").iterdir():
        if not directory.name.isdigit():
            continue
        try:
            environment = (directory / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        for entry in environment.split(b"\0"):
            value = entry.removeprefix(prefix).decode("utf-8", "replace") if entry.startswith(prefix) else ""
            if RUN_ID.fullmatch(value):
                yield int(directory.name), value
