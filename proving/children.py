"""The processes that the prover starts: each has a deadline, and one call ends them all."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from gonogo.proofs.sources import ROOT

_GRACE_SECONDS = 60.0
"""For one that is late: what it started has its own time to end. After a kill its watchdog sees to that."""
_LOOK_SECONDS = 30.0
_RUNNING: set[subprocess.Popen[bytes]] = set()
_TURN = threading.Lock()
_ENDING = threading.Event()


class EndedError(BaseException):
    """The prover is ending: nothing is started, and what ended was no outcome that may be handled."""


class AbandonedError(Exception):
    """What a process needs is gone; the process was ended."""


def run(
    command: Sequence[str],
    output: Path,
    deadline_seconds: float,
    folder: Path = ROOT,
    *,
    environment: Mapping[str, str] | None = None,
    holds: Callable[[], bool] = lambda: True,
) -> int | None:
    """Run a command in a group of its own, and return its status; None for one that was late and was ended.

    ``holds`` is asked twice a minute: AbandonedError as soon as it does not.
    """
    with output.open("ab") as stream:
        process = _started(command, stream.fileno(), folder, environment)
    try:
        return _waited(process, time.monotonic() + deadline_seconds, holds)
    except BaseException:
        end([process])
        raise
    finally:
        _RUNNING.discard(process)
        if _ENDING.is_set():
            raise EndedError


def _started(
    command: Sequence[str], output: int, folder: Path, environment: Mapping[str, str] | None
) -> subprocess.Popen[bytes]:
    with _TURN:
        if _ENDING.is_set():
            raise EndedError
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        _RUNNING.add(process)
    return process


def _waited(process: subprocess.Popen[bytes], ends: float, holds: Callable[[], bool]) -> int | None:
    while (left := ends - time.monotonic()) > 0:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(min(left, _LOOK_SECONDS))
        if process.poll() is None and not holds():
            raise AbandonedError
    end([process])
    return None


def end_all(grace_seconds: float) -> None:
    """Let every process stop and remove what it started, kill those that do not, and start no other."""
    with _TURN:
        _ENDING.set()
    end(tuple(_RUNNING), grace_seconds)


def end(processes: Iterable[subprocess.Popen[bytes]], grace_seconds: float = _GRACE_SECONDS) -> None:
    """Send SIGTERM to all, and SIGKILL to the groups of those that are there when the grace is over."""
    processes = tuple(processes)
    for process in processes:
        process.send_signal(signal.SIGTERM)
    ends = time.monotonic() + grace_seconds
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, ends - time.monotonic()))
        with suppress(ProcessLookupError):  # what it left in its group goes as well
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
