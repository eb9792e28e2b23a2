"""Processes of the park: each in a group of its own, with a deadline, its output in a file."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from gonogo.run_id import VARIABLE
from park.place import ROOT

GRACE_SECONDS = 10.0
_RUNNING: set[subprocess.Popen[bytes]] = set()
_TURN = threading.Lock()
_ENDING = threading.Event()


class EndedError(Exception):
    """The park is ending: nothing more is started."""


def start(
    command: Sequence[str], output: Path, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> subprocess.Popen[bytes]:
    """Start a command; OSError where there is no such program."""
    with output.open("ab") as stream, _TURN:
        if _ENDING.is_set():
            raise EndedError
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=clean() | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _RUNNING.add(process)
    return process


def run(
    command: Sequence[str],
    output: Path,
    deadline_seconds: float,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> int | None:
    """Run a command to its end and return its status; None for one that was late and was ended."""
    process = start(command, output, environment, folder)
    try:
        return process.wait(deadline_seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        end(process)


def end(process: subprocess.Popen[bytes], grace_seconds: float = GRACE_SECONDS) -> None:
    """Let it stop, then kill whatever is left of its group."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(grace_seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    _RUNNING.discard(process)


def end_all() -> None:
    """End every process that runs, and start no other: whoever waits for one goes on to its own end."""
    with _TURN:
        _ENDING.set()
    for process in tuple(_RUNNING):
        process.terminate()


def clean() -> dict[str, str]:
    """Our environment without what a run, or a test runner around this one, left for itself."""
    return {
        k: v for k, v in os.environ.items() if k != VARIABLE and not k.startswith(("GONOGO_RUN", "PYTEST_"))
    }
