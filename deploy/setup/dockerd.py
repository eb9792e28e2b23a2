"""The engine's own process: started where nothing else starts it, waited for, ended where it is ours."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.setup.commands import LOGS, Work, environment, tail, work
from deploy.setup.steps import SetupError
from gonogo.instruments.waits import Wait, WaitTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

PID_FILE = Path("/var/run/docker.pid")
SOCKET = Path("/var/run/docker.sock")
# The engine's containerd dies with it; its file, still there, makes the next engine wait for a dead process.
CONTAINERD_PID_FILE = Path("/var/run/docker/containerd/containerd.pid")
START_SECONDS, POLL_SECONDS = 60.0, 0.2
END_SECONDS = 10.0
PROCESSES = Path("/proc")


def start(*, systemd: bool, answers: Callable[[], bool]) -> None:
    """Start the engine and wait until it answers. Raises SetupError with its last words when it does not."""
    process = None
    if systemd:
        work(Work("engine", "starting the docker service", ("systemctl", "start", "docker"), START_SECONDS))
    elif not runs(PID_FILE, "dockerd"):
        process = _spawn()
    wait_until_it_answers(process, answers)


def is_ours(pid_file: Path = PID_FILE, processes: Path = PROCESSES) -> bool:
    """Whether the engine that runs was started by a set-up: it writes into a set-up's log."""
    if not runs(pid_file, "dockerd", processes):
        return False
    try:
        written = (processes / pid_file.read_text().strip() / "fd" / "1").readlink()
    except OSError:  # another user's, or gone by now
        return False
    return Path(str(written).removesuffix(" (deleted)")).parts[-3:] == ("out", "setup", "dockerd.log")


def end() -> None:
    """End the engine and its containerd; one that is deadlocked, or stopped, only a kill ends."""
    for pid_file, program in ((PID_FILE, "dockerd"), (CONTAINERD_PID_FILE, "containerd")):
        _end(pid_file, program)


def _end(pid_file: Path, program: str) -> None:
    if not runs(pid_file, program):
        return
    process = int(pid_file.read_text())
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(process, number)
        with suppress(WaitTimeout):
            Wait(f"{program} ends", END_SECONDS, POLL_SECONDS).until(lambda: not _lives(process, program))
            return
    raise SetupError(f"{program}, process {process}, does not end; end it, and try again.")


def _lives(process: int, program: str) -> bool:
    return _is(PROCESSES / str(process) / "status", program)


def runs(pid_file: Path, program: str, processes: Path = PROCESSES) -> bool:
    """Whether the file names a running process of that program: killed ones leave their numbers behind."""
    if not pid_file.exists():
        return False
    return _is(processes / pid_file.read_text().strip() / "status", program)


def _is(status: Path, program: str) -> bool:
    try:
        text = status.read_text()
    except OSError:
        return False
    facts = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
    # A killed process keeps its entry, as a zombie, until its parent has taken note.
    return facts.get("Name") == program and not facts.get("State", "").startswith("Z")


def wait_until_it_answers(
    process: subprocess.Popen[bytes] | None,
    answers: Callable[[], bool],
    deadline_seconds: float = START_SECONDS,
) -> None:
    """Wait until the engine answers; give up at the deadline, or as soon as no engine runs any more."""

    def check() -> bool:
        if answers():
            return True
        if process is not None and process.poll() is not None and not runs(PID_FILE, "dockerd"):
            raise SetupError(f"The container engine was started and ended at once.\n{_last_words()}")
        return False

    try:
        Wait("the container engine to answer", deadline_seconds, POLL_SECONDS).until(check, _last_words)
    except WaitTimeout as silence:
        raise SetupError(str(silence)) from silence


def _spawn() -> subprocess.Popen[bytes]:
    """Start dockerd in a session of its own: it outlives this run, as an engine does."""
    PID_FILE.unlink(missing_ok=True)
    SOCKET.unlink(missing_ok=True)
    if not runs(CONTAINERD_PID_FILE, "containerd"):
        CONTAINERD_PID_FILE.unlink(missing_ok=True)
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "dockerd.log").open("w") as log:
        return subprocess.Popen(
            ["dockerd"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment(),
            start_new_session=True,
        )


def _last_words() -> str:
    log = LOGS / "dockerd.log"
    return tail(log) if log.exists() else "Its log: `journalctl -u docker`."
