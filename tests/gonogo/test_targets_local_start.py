"""Why a process did not start: by its own fault, or by a port or a disk that is not its own."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from gonogo.instruments.waits import Wait
from gonogo.targets.base import ReleaseDidNotStartError, TargetError
from gonogo.targets.local_start import ProcessTrial, did_not_start, is_taken, ports_in


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize(
    "said",
    [
        "[Errno 98] error while attempting to bind on address ('127.0.0.1', {port}): address already in use",
        "listen tcp 127.0.0.1:{port}: bind: address already in use",
        "Error: listen EADDRINUSE: address already in use :::{port}",
    ],
)
def test_a_port_that_somebody_else_holds_is_no_fault_of_the_release(
    said: str, port: int, tmp_path: Path
) -> None:
    wrong = did_not_start("it ended with 1", said.format(port=port), tmp_path, [])
    assert isinstance(wrong, TargetError)
    assert str(wrong).startswith("a host port is taken: stop what holds the port")


def test_the_port_is_looked_for_in_the_command_where_the_log_names_none(port: int, tmp_path: Path) -> None:
    log = "OSError: [Errno 98] Address already in use"
    assert isinstance(did_not_start("it ended", log, tmp_path, ["serve", f"--port={port}"]), TargetError)
    assert isinstance(did_not_start("it ended", log, tmp_path, ["serve"]), ReleaseDidNotStartError)


def test_a_release_that_binds_its_own_port_twice_has_failed(port: int, tmp_path: Path) -> None:
    free = port + 1 if not is_taken(port + 1) else port + 2
    wrong = did_not_start("it ended with 1", f"bind: address already in use: {free}", tmp_path, [])
    assert isinstance(wrong, ReleaseDidNotStartError)


def test_a_taken_port_is_no_excuse_for_another_end(port: int, tmp_path: Path) -> None:
    wrong = did_not_start("it ended with 1", "no such module", tmp_path, [f"http://127.0.0.1:{port}"])
    assert isinstance(wrong, ReleaseDidNotStartError)
    assert str(wrong) == "it ended with 1:\nno such module"


@pytest.mark.parametrize(("free", "kind"), [(0, TargetError), (1 << 30, ReleaseDidNotStartError)])
def test_a_full_disk_is_measured(
    free: int, kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(free=free)
    monkeypatch.setattr("gonogo.targets.local_start.shutil.disk_usage", lambda _path: usage)
    log = "OSError: [Errno 28] No space left on device: '/var/x'"
    assert isinstance(did_not_start("it ended with 1", log, tmp_path, []), kind)


def test_a_date_and_an_address_are_no_ports() -> None:
    assert ports_in(["2026-11-26 10:22:22 bind 10.0.0.5:8080 (port 80)"]) == [80, 8080]


def test_what_a_trial_started_ends_with_it_in_a_session_of_its_own_too(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    script = (
        "import pathlib, subprocess, sys, time\n"
        "words = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "child = subprocess.Popen(words, start_new_session=True)\n"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script])
    Wait("the child is started", 10.0, 0.05).until(lambda: told.exists() and told.read_text() != "")
    ProcessTrial(process, tmp_path / "log", 0).end()
    child = int(told.read_text())
    Wait("the child ends", 5.0, 0.05).until(lambda: not Path(f"/proc/{child}").exists() or _is_dead(child))
    assert process.poll() is not None


def _is_dead(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
