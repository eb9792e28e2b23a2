"""What processes hold, told by proc(5), by a shell in a container, by an engine and by an exposition."""

from __future__ import annotations

import os
import socket
import subprocess
from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError

from gonogo.targets.base import ProcessState
from gonogo.targets.container_processes import _SCRIPT, inside, told
from gonogo.targets.processes import descending, exposed, state_of

STATUS = (
    "Name:\tserver\nVmRSS:\t  90000 kB\nRssAnon:\t   70000 kB\nRssFile:\t 20000 kB\n"
    "RssShmem:\t  8 kB\nVmSwap:\t  16 kB\nThreads:\t9\n"
)


def test_memory_is_what_no_file_gives_back() -> None:
    assert state_of("a", STATUS, 12) == ProcessState("a", 70_024 * 1024, 12, 9)


def test_one_that_has_ended_and_is_not_waited_for_is_still_there() -> None:
    assert state_of("a", "Name:\tserver\nState:\tZ (zombie)\nThreads:\t1\n", None).memory_bytes is None


def test_our_own_process_and_its_child_are_read() -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as child, socket.socket(), socket.socket():
        try:
            found = {state.name: state for state in descending("us", os.getpid())}
        finally:
            child.kill()
    own = found[f"us, process {os.getpid()}"]
    assert f"us, process {child.pid}" in found
    assert (own.memory_bytes or 0) > 1_000_000
    assert (own.descriptors or 0) >= 5


def test_a_process_that_is_gone_is_none() -> None:
    with subprocess.Popen(["/bin/true"]) as child:
        child.wait()
    assert descending("us", child.pid) == []


def test_the_script_reads_what_we_read() -> None:
    said = subprocess.run(["/bin/sh", "-c", _SCRIPT], capture_output=True, text=True, check=True).stdout
    states = {state.name: state for state in told("us", said)}
    own = states[f"us, process {os.getpid()}"]
    assert own.descriptors is not None
    ours = {state.name: state for state in descending("us", os.getpid())}
    assert own.threads == ours[own.name].threads


class Container:
    """Answers as the engine would."""

    def __init__(self, status: int, output: bytes, stats: dict[str, Any] | None = None) -> None:
        self._said = SimpleNamespace(exit_code=status, output=output)
        self._stats = stats or {}

    def exec_run(self, _: list[str]) -> tuple[int, bytes]:
        if self._said.exit_code == 500:
            raise APIError("no such executable")
        return self._said.exit_code, self._said.output

    def stats(self, **_: object) -> dict[str, Any]:
        return self._stats


def test_every_process_of_a_container_is_read() -> None:
    output = f"process 1\n{STATUS}Descriptors: 7\nprocess 33\nName:\tworker\nThreads:\t2\n".encode()
    assert inside("app-1", Container(0, output)) == [
        ProcessState("app-1, process 1", 70_024 * 1024, 7, 9),
        ProcessState("app-1, process 33", None, None, 2),
    ]


def test_threads_in_a_container_say_what_runs_it() -> None:
    output = f"process 1\n{STATUS}Descriptors: 7\nNamed: java\nNamed: VM Thread\n".encode()
    (state,) = inside("app-1", Container(0, output))
    assert (state.runtime, state.descriptors, state.threads) == ("JVM", 7, 9)


@pytest.mark.parametrize(
    ("counted", "memory"), [({"anon": 5, "shmem": 2}, 7), ({"rss": 9, "cache": 4}, 9), ({}, None)]
)
@pytest.mark.parametrize("status", [126, 500])
def test_without_a_shell_the_engine_knows_the_whole(
    status: int, counted: dict[str, int], memory: int | None
) -> None:
    stats = {"memory_stats": {"stats": counted}, "pids_stats": {"current": 3}}
    assert inside("app-1", Container(status, b"", stats)) == [ProcessState("app-1", memory, None, 3)]


def test_an_exposition_tells_of_its_own_process() -> None:
    text = "process_resident_memory_bytes 5e+07\nprocess_open_fds 14\nprocess_start_time_seconds 1.7e9\n"
    assert exposed("r", text) == [ProcessState("r, begun at 1700000000", 50_000_000, 14)]
    assert exposed("r", "process_open_fds 14\n") == [ProcessState("r", None, 14)]
    assert exposed("r", "up 1\nprocess_open_fds NaN\n") == []
