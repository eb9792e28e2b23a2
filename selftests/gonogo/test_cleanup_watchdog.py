"""When a controller is killed its watchdog ends what it started; when it is done the watchdog goes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gonogo.cleanup import processes
from gonogo.cleanup.sweep import sweep_run
from gonogo.home import HOME as ROOT
from gonogo.instruments.waits import Wait
from tests.fixtures.runs import FAMILY, gone, members

CONTROLLER = f"""
import os, pathlib, signal, subprocess, sys
from gonogo.run_id import new_run_id
from gonogo.cleanup.watchdog import start
run_id = new_run_id()
os.environ["GONOGO_RUN"] = run_id
watchdog = start(run_id, pathlib.Path(sys.argv[1]))
subprocess.Popen(["sh", "-c", {FAMILY!r}], stdout=subprocess.DEVNULL)
fork = os.fork() if sys.argv[2] == "fork" else -1
if fork == 0:
    signal.pause()
print(run_id, watchdog.pid, fork, flush=True)
sys.stdin.readline()
watchdog.dismiss()
watchdog.dismiss()
"""


@contextmanager
def controller(log: Path, mode: str = "plain") -> Iterator[tuple[subprocess.Popen[str], str, int]]:
    """A controller with children and a watchdog: its process, its run, its watchdog's id."""
    process = subprocess.Popen(
        [sys.executable, "-c", CONTROLLER, str(log), mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "DOCKER_HOST": "unix:///nowhere/docker.sock"},
    )
    assert process.stdout is not None
    run_id, watchdog, fork = process.stdout.readline().split()
    try:
        members(run_id)
        yield process, run_id, int(watchdog)
    finally:
        process.kill()
        if int(fork) > 0:  # it holds the pipe to this process, and only its initial environment is visible
            os.kill(int(fork), signal.SIGKILL)
        process.communicate()
        processes.kill(run_id)


@pytest.mark.parametrize("mode", ["plain", "fork"])
def test_after_sigkill_of_the_controller_nothing_of_the_run_lives_on(tmp_path: Path, mode: str) -> None:
    log = tmp_path / "watchdog.log"
    with controller(log, mode) as (process, run_id, watchdog):
        process.kill()
        gone(run_id)
        _ended(watchdog)
    assert f"The controller of run {run_id} died.\nRun {run_id}: removed 5 processes" in log.read_text()


def test_a_dismissed_watchdog_goes_quietly_and_sweeps_nothing(tmp_path: Path) -> None:
    log = tmp_path / "watchdog.log"
    with controller(log) as (process, run_id, watchdog):
        assert process.stdin is not None
        process.stdin.write("done\n")
        process.stdin.flush()
        process.wait(5)
        _ended(watchdog)
        assert len(members(run_id)) == 5
    assert log.read_text() == ""


def test_the_signals_that_end_a_controller_do_not_end_its_watchdog(tmp_path: Path) -> None:
    with controller(tmp_path / "log") as (process, run_id, watchdog):
        Wait("the watchdog handles signals", 5, 0.01).until(lambda: _catches(watchdog, signal.SIGTERM))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(watchdog, number)
        process.kill()
        gone(run_id)


def test_a_watchdog_has_a_session_of_its_own_and_is_no_process_of_the_run(tmp_path: Path) -> None:
    with controller(tmp_path / "log") as (_, run_id, watchdog):
        assert os.getsid(watchdog) == watchdog
        assert watchdog not in processes.runs()[run_id]
        sweep_run(run_id)
        assert os.getsid(watchdog) == watchdog


def test_a_watchdog_refuses_what_is_no_run() -> None:
    command = [sys.executable, "-m", "gonogo.cleanup.watch", "everything"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1
    assert "usage: python -m gonogo.cleanup.watch <run id>; 'everything' is none" in done.stderr


def _catches(pid: int, number: signal.Signals) -> bool:
    status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return bool(int(status["SigCgt"], 16) >> (number - 1) & 1)


def _ended(pid: int) -> None:
    def is_gone() -> bool:
        stat = Path(f"/proc/{pid}/stat")
        return not stat.exists() or ") Z " in stat.read_text()

    Wait("the watchdog ended", 2, 0.01).until(is_gone)
