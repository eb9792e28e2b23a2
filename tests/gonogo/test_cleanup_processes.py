"""A sweep ends every process of its run, and none of another."""

import os
import subprocess
import time

import pytest

from gonogo import run_id as identity
from gonogo.cleanup import processes, sweep
from gonogo.cleanup.sweep import sweep_dead, sweep_run
from gonogo.run_id import new_run_id
from tests.fixtures.runs import dead_run, family


@pytest.fixture(autouse=True)
def _no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")


def test_children_grandchildren_and_other_sessions_are_killed() -> None:
    run_id = dead_run()
    with family(run_id) as pids:
        swept = sweep_run(run_id)
        assert set(swept.processes) == pids
        assert run_id not in processes.runs()
    assert (swept.run_id, swept.remaining, swept.problem) == (run_id, (), "")
    assert swept.containers == swept.networks == swept.volumes == ()


def test_another_run_is_left_alone() -> None:
    mine, other = dead_run(), dead_run()
    with family(other) as pids:
        assert sweep_run(mine).processes == ()
        assert processes.runs()[other] == pids


def test_kept_processes_survive_and_are_not_complained_of() -> None:
    run_id = dead_run()
    with family(run_id) as pids:
        kept = min(pids)
        swept = sweep_run(run_id, keep_pids=(kept,))
        assert set(swept.processes) == pids - {kept}
        assert swept.remaining == ()


def test_a_sweep_never_ends_itself() -> None:
    run_id = dead_run()
    program = f"from gonogo.cleanup.sweep import sweep_run; print(sweep_run({run_id!r}).processes)"
    command = [os.sys.executable, "-c", program]  # type: ignore[attr-defined]
    environment = {**os.environ, identity.VARIABLE: run_id}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "()\n"


def test_a_process_that_forks_while_it_is_killed_is_hunted_down() -> None:
    run_id = dead_run()
    breeder = "n=0; while [ $n -lt 60 ]; do sleep 60 & n=$((n+1)); done; wait"
    bred = subprocess.Popen(["sh", "-c", breeder], env={**os.environ, identity.VARIABLE: run_id})
    swept = sweep_run(run_id)
    bred.wait()
    assert bred.pid in swept.processes
    assert run_id not in processes.runs()


def test_only_runs_that_are_dead_for_sure_are_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    dead, alive, foreign = dead_run(), new_run_id(), "r1-1-00000000-abcd"
    monkeypatch.setattr(sweep, "known_runs", lambda: ({dead, alive, foreign}, ""))
    assert [swept.run_id for swept in sweep_dead()] == [dead]


def test_without_a_run_and_an_engine_a_sweep_takes_no_time() -> None:
    started = time.monotonic()
    swept = sweep_run(dead_run())
    assert (swept.processes, swept.remaining, swept.problem) == ((), (), "")
    assert time.monotonic() - started < 0.3
