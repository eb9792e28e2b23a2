"""Commands of other programs: short questions, and long work that shows its progress and leaves a log."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import IO, NamedTuple

from deploy.setup.steps import SetupError, say

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "reports" / "out" / "setup"
HEARTBEAT_SECONDS = 10.0
TAIL_LINES = 12


class Answer(NamedTuple):
    """What a program answered: exit status (127: no such program, 124: no answer in time) and words."""

    status: int
    out: str
    err: str


class Work(NamedTuple):
    """A long command: which step it serves, what it does in words, and how many seconds it may take."""

    step: str
    doing: str
    command: tuple[str, ...]
    deadline_seconds: float
    # No word for this long at the start means nobody is there: a registry that is out of reach, for one.
    first_word_seconds: float | None = None
    environment: dict[str, str] | None = None


def search_path() -> str:
    """PATH with the administrator's folders, which a plain login lacks on Debian."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"])


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a child: messages in English, no questions, the administrator's programs."""
    return {
        **os.environ,
        "PATH": search_path(),
        "LC_ALL": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
        **(extra or {}),
    }


def ask(*command: str, deadline_seconds: float = 20.0) -> Answer:
    """Run a short command. Never raises: a missing program and silence are answers as well."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            timeout=deadline_seconds,
            env=environment(),
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        return Answer(127, "", f"{command[0]}: not found")
    except subprocess.TimeoutExpired:
        return Answer(124, "", f"{command[0]}: no answer within {deadline_seconds:g} s")
    return Answer(done.returncode, done.stdout.strip(), done.stderr.strip())


def work(task: Work) -> Path:
    """Run a long command with its output in a log; its path. Raises SetupError with the log's end."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{task.step}.log"
    with log.open("w") as stream:
        status = _attend(task, _start(task, stream), log)
    if status != 0:
        raise SetupError(f"{task.doing}: `{' '.join(task.command)}` ended with status {status}.\n{tail(log)}")
    return log


def tail(log: Path) -> str:
    """The last lines of a log, and where to read the rest."""
    lines = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
    return "\n".join([*(f"    | {line}" for line in lines), f"The whole log: {log}"])


def _start(task: Work, stream: IO[str]) -> subprocess.Popen[bytes]:
    try:
        # A session of its own, so that its children can be ended with it.
        return subprocess.Popen(
            task.command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=environment(task.environment),
            start_new_session=True,
        )
    except FileNotFoundError as missing:
        raise SetupError(
            f"{task.doing}: there is no program `{task.command[0]}` on this machine."
        ) from missing


def _attend(task: Work, process: subprocess.Popen[bytes], log: Path) -> int:
    begun = time.monotonic()
    try:
        while True:
            try:
                return process.wait(timeout=HEARTBEAT_SECONDS)
            except subprocess.TimeoutExpired:
                _report(task, time.monotonic() - begun, log)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _report(task: Work, elapsed_seconds: float, log: Path) -> None:
    if elapsed_seconds > task.deadline_seconds:
        raise SetupError(f"{task.doing}: ended, not done after {task.deadline_seconds:g} s.\n{tail(log)}")
    if task.first_word_seconds and elapsed_seconds > task.first_word_seconds and not log.stat().st_size:
        raise SetupError(f"{task.doing}: not a word within {task.first_word_seconds:g} s.")
    say(task.step, f"{task.doing}, {elapsed_seconds:.0f} s so far")
