"""One schedule sent by several processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from gonogo.home import HOME
from gonogo.instruments.waits import Wait
from gonogo.loadtests import result
from gonogo.loadtests.plan import Journey, LoadPlan, SetupRequest
from gonogo.loadtests.run import LoadError, run_load

RATE = 300
LIFETIME_SECONDS = 60.0


@contextmanager
def server() -> Iterator[tuple[str, IO[str]]]:
    """Its URL, and the lines that tell of the hundredth request to a path."""
    command = [sys.executable, "-m", "benchmarks.stalling_server", "--tell", "100"]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lifetime = threading.Timer(LIFETIME_SECONDS, process.kill)
        lifetime.start()
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}", process.stdout
        finally:
            lifetime.cancel()
            process.kill()


def plan(url: str, duration_seconds: float) -> LoadPlan:
    made = SetupRequest(path="/new", json={"id": "of {n}"}, expected_statuses=(200,), capture={"id": "id"})
    journeys = (
        Journey(name="made", path="/{id}/{n}", weight=2, setup=(made,)),
        Journey(name="busy", path="/status/503", weight=1),
    )
    return LoadPlan(
        base_urls=(url,),
        journeys=journeys,
        rate_per_second=RATE,
        warm_up_seconds=0.2,
        duration_seconds=duration_seconds,
        max_requests=100_000,
        processes=3,
        connections="pooled",
    )


@contextmanager
def recorder(wanted: LoadPlan, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    (folder / "plan.json").write_text(wanted.to_json())
    names = [str(folder / name) for name in ("plan.json", "result.json")]
    command = [sys.executable, "-m", "gonogo.loadtests.recorder", *names]
    with subprocess.Popen(command, cwd=HOME) as process:
        try:
            yield process
        finally:
            process.kill()


def workers_of(pid: int) -> list[int]:
    """The worker processes of a recorder, once it has all of them."""
    found: list[int] = []

    def started() -> bool:
        listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        found[:] = [int(line) for line in listed.stdout.split()]
        return len(found) == 3

    Wait("three processes have started", LIFETIME_SECONDS, 0.05).until(started)
    return found


def end_of(pids: list[int]) -> None:
    left = Wait("they have ended", LIFETIME_SECONDS, 0.05)
    left.until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))


def test_they_send_the_whole_schedule_once_and_their_histograms_add_up(tmp_path: Path) -> None:
    with server() as (url, _):
        measured = run_load(plan(url, 1.0), tmp_path, LIFETIME_SECONDS)
    health, overall = measured.health, measured.overall
    assert (health.planned, health.started, health.finished, health.dropped) == (RATE, RATE, RATE, 0)
    assert health.warm_up_started == 60
    made, busy = measured.journeys
    assert overall.statuses == {"200": made.planned, "503": busy.planned}
    assert [journey.latency.count for journey in measured.journeys] == [made.planned, busy.planned]
    assert overall.latency.count == overall.service_time.count == health.schedule_lag.count == RATE
    assert sum(row.started for row in measured.timeline) == RATE + 60


def test_a_signal_stops_them_all_and_nothing_that_was_sent_is_lost(tmp_path: Path) -> None:
    with server() as (url, lines), recorder(plan(url, 60.0), tmp_path) as process:
        pids = workers_of(process.pid)
        assert "/status/503\n" in lines, "reads until the server has printed it, or is gone"
        process.send_signal(signal.SIGTERM)
        status = process.wait(LIFETIME_SECONDS)
        end_of(pids)
    measured = result.read(tmp_path / "result.json")
    health = measured.health
    assert (status, measured.stopped_by) == (143, "SIGTERM")
    assert 0 < health.started <= health.finished + 3
    assert health.planned == health.started + health.dropped + health.never_sent


def test_when_one_dies_the_run_is_no_result(tmp_path: Path) -> None:
    with server() as (url, _), recorder(plan(url, 60.0), tmp_path) as process:
        pids = workers_of(process.pid)
        os.kill(pids[1], signal.SIGKILL)
        assert process.wait(LIFETIME_SECONDS) == 2
        end_of(pids)
    assert not (tmp_path / "result.json").exists()


def test_when_the_recorder_dies_they_stop(tmp_path: Path) -> None:
    with server() as (url, _), recorder(plan(url, 60.0), tmp_path) as process:
        pids = workers_of(process.pid)
        process.kill()
        end_of(pids)


def test_a_setup_that_fails_starts_none(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"journey 'made': setup POST /new: expected an answer, got"):
        run_load(plan("http://127.0.0.1:9", 1.0), tmp_path, LIFETIME_SECONDS)
