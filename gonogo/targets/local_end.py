"""The end of a process of this machine, and of all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from gonogo.instruments.processes import Process, tree
from gonogo.instruments.waits import Wait, WaitTimeout

_POLL_SECONDS = 0.05
_KILL_SECONDS = 5.0


@dataclass(frozen=True)
class Ending:
    """How it ended: its status, None where it had to be killed, and which of those below it did.

    For ``late_seconds`` of its ``seconds`` one of them only waited for a processor of this machine.
    """

    status: int | None
    seconds: float
    left: tuple[Process, ...]
    late_seconds: float = 0.0


def tell_to_end(process: subprocess.Popen[bytes], within_seconds: float) -> Ending:
    """Send SIGTERM to it alone, as an orchestrator does, wait for all of its tree, and kill the rest.

    One that its parent left to the machine before that is a service of its own, and is not looked at.
    """
    family, began = set(tree(process.pid)), time.monotonic()
    waited = {one: one.kept_waiting_seconds for one in family}
    late = 0.0
    process.terminate()

    def is_over() -> bool:
        nonlocal late
        late = max(late, *(one.kept_waiting_seconds - before for one, before in waited.items()), 0.0)
        if process.poll() is None:
            family.update(tree(process.pid))  # what is started while it ends has to end as well
            return False
        return not any(one.runs for one in family)

    with suppress(WaitTimeout):
        Wait("the process and its children end", within_seconds, _POLL_SECONDS).until(is_over)
    status, seconds = process.poll(), time.monotonic() - began
    left = tuple(one for one in family if one.pid != process.pid and one.runs)
    _kill(left)
    process.kill()
    process.wait()
    return Ending(status, seconds, left, late)


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill it and all that it has started, in groups and sessions of their own too."""
    family = [one for one in tree(process.pid) if one.pid != process.pid]
    process.kill()
    process.wait()
    _kill(family)


def _kill(processes: Collection[Process]) -> None:
    for one in processes:
        with suppress(OSError):  # it went by itself
            os.kill(one.pid, signal.SIGKILL)
    with suppress(WaitTimeout):
        wait = Wait("they are gone", _KILL_SECONDS, _POLL_SECONDS)
        wait.until(lambda: not any(one.runs for one in processes))
