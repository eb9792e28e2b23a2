"""The recorder as its callers run it, in processes of its own, against servers on loopback."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import pytest

from gonogo.home import HOME
from gonogo.loadtests import result
from gonogo.loadtests.histogram import count_above
from gonogo.loadtests.plan import Journey, LoadPlan, SetupRequest
from gonogo.loadtests.recorder import PARENT_GONE, PARENT_VARIABLE
from gonogo.loadtests.result import LoadResult
from gonogo.loadtests.run import LoadError, run_load
from selftests.loadtests.certificate import TlsServer

RATE = 150.0
STALL_SECONDS = 0.5
LIFETIME_SECONDS = 60.0  # a server that is gone ends every wait for it
OUTCOMES = ("closes", "dead", "busy", "untrusted")


@dataclass(frozen=True)
class Runs:
    """What the three concurrent runs left behind."""

    whole: LoadResult
    counts: dict[str, int]
    stall_seconds: float
    stopped: LoadResult
    stopped_status: int
    orphan: LoadResult
    orphan_status: int
    files: list[str]


@dataclass(frozen=True)
class Server:
    """A running server and the lines that it prints."""

    url: str
    lines: IO[str]


@contextlib.contextmanager
def _server(*options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "benchmarks.stalling_server", *options]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lifetime = threading.Timer(LIFETIME_SECONDS, process.kill)
        lifetime.start()
        try:
            yield Server(f"http://127.0.0.1:{process.stdout.readline().strip()}", process.stdout)
        finally:
            lifetime.cancel()
            process.kill()


def _stall_seconds(url: str) -> float:
    """How long the server really stalled: a busy machine prolongs it."""
    with urllib.request.urlopen(f"{url}/log", timeout=5) as answer:
        ((begin, end),) = json.load(answer)["stalls"]
    return float(end - begin)


def _counts(url: str) -> dict[str, int]:
    with urllib.request.urlopen(f"{url}/counts", timeout=5) as answer:
        counts: dict[str, int] = json.load(answer)["paths"]
    return counts


@contextlib.contextmanager
def _recorder(plan: LoadPlan, folder: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    folder.mkdir()
    (folder / "plan.json").write_text(plan.to_json())
    paths = [str(folder / name) for name in ("plan.json", "result.json")]
    command = [sys.executable, "-m", "gonogo.loadtests.recorder", *paths]
    with subprocess.Popen(command, cwd=HOME, env={**os.environ, **environment}) as process:
        try:
            yield process
        finally:
            process.kill()


def _whole_plan(server: str, tls: str) -> LoadPlan:
    setup = SetupRequest(
        path="/new", json={"id": "of {n}"}, expected_statuses=(200,), times=2, capture={"id": "id"}
    )
    journeys = (
        Journey(name="stalled", path="/", rate_per_second=RATE),
        Journey(
            name="made",
            path="/items/{id}",
            method="PUT",
            json={"n": "{n}"},
            rate_per_second=10,
            setup=(setup,),
        ),
        Journey(name="closes", path="/close", rate_per_second=10),
        Journey(name="busy", path="/status/503", rate_per_second=10),
        Journey(name="dead", path="/", rate_per_second=10, base_url=f"http://127.0.0.1:{_closed_port()}"),
        Journey(name="untrusted", path="/", rate_per_second=10, base_url=tls),
    )
    return LoadPlan(base_urls=(server,), journeys=journeys, duration_seconds=1.0, max_requests=1000)


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _stopped(server: Server, tls: TlsServer, folder: Path) -> tuple[LoadResult, int]:
    """Five at a time that are given up after 0.2 s; SIGTERM once several rounds have reached the server."""
    answered = SetupRequest(path="/", method="GET", expected_statuses=(200,))
    journeys = (
        Journey(name="slow", path="/slow/60", weight=20),
        Journey(name="trusted", path="/", weight=1, base_url=tls.url, setup=(answered,)),
    )
    plan = LoadPlan(
        base_urls=(server.url,),
        journeys=journeys,
        rate_per_second=200,
        duration_seconds=60,
        max_requests=12_001,
        timeout_seconds=0.2,
        max_in_flight=5,
        ca_bundle=str(tls.certificate),
    )
    with _recorder(plan, folder) as process:
        told = "/slow/60\n" in server.lines  # reads until the server has printed it, or is gone
        assert told, f"12 requests never came; the recorder's exit status: {process.poll()}"
        process.send_signal(signal.SIGTERM)
        status = process.wait(LIFETIME_SECONDS)
    return result.read(folder / "result.json"), status


def _orphan(url: str, folder: Path) -> tuple[LoadResult, int]:
    plan = LoadPlan(
        base_urls=(url,),
        journeys=(Journey(name="a", path="/quiet", weight=1),),
        rate_per_second=5,
        duration_seconds=60,
        max_requests=300,
    )
    with _recorder(plan, folder, **{PARENT_VARIABLE: "1"}) as process:
        status = process.wait(LIFETIME_SECONDS)
    return result.read(folder / "result.json"), status


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("load")
    options = ("--after", "0.2", "--stall", str(STALL_SECONDS), "--tell", "12")
    with _server(*options) as server, TlsServer(folder) as tls, ThreadPoolExecutor() as pool:
        whole = pool.submit(run_load, _whole_plan(server.url, tls.url), folder / "whole", LIFETIME_SECONDS)
        stopped = pool.submit(_stopped, server, tls, folder / "stopped")
        orphan = pool.submit(_orphan, server.url, folder / "orphan")
        files = sorted(path.name for path in (folder / "whole").iterdir()) if whole.result() else []
        served = _counts(server.url), _stall_seconds(server.url)
        yield Runs(whole.result(), *served, *stopped.result(), *orphan.result(), files)


def test_a_stall_is_seen_by_every_arrival_that_was_due_in_it(runs: Runs) -> None:
    stalled, lag = runs.whole.journey("stalled"), runs.whole.health.schedule_lag
    assert stalled.planned == stalled.finished == stalled.expected == 150
    due = RATE * (runs.stall_seconds - 0.1)
    late = count_above(lag, 0.02)  # none, unless this machine starved the generator
    assert 0.8 * due <= count_above(stalled.latency, 0.1) <= 1.2 * due + late
    assert 0.4 <= stalled.latency.p99_seconds <= stalled.latency.max_seconds
    assert stalled.service_time.p50_seconds < 0.1 + lag.max_seconds


def test_the_generator_says_how_well_it_kept_its_schedule(runs: Runs) -> None:
    health, duration = runs.whole.health, runs.whole.duration_seconds
    assert (health.started, health.dropped, health.never_sent, health.unfinished) == (200, 0, 0, 0)
    assert health.planned_rate_per_second == 200
    slowest = 200 * duration / (duration + health.schedule_lag.max_seconds)
    assert 0.99 * slowest <= health.achieved_rate_per_second <= 200
    assert health.schedule_lag.count == health.planned
    assert health.cpu_fraction > 0
    assert health.peak_in_flight > 10


def test_failures_are_counted_by_their_kind(runs: Runs) -> None:
    told = {name: (runs.whole.journey(name).errors, runs.whole.journey(name).statuses) for name in OUTCOMES}
    assert told == {
        "closes": ({"closed_without_answer": 10}, {}),
        "dead": ({"connection_refused": 10}, {}),
        "busy": ({}, {"503": 10}),
        "untrusted": ({"tls_certificate": 10}, {}),
    }
    assert [runs.whole.journey(name).failed for name in OUTCOMES] == [10] * 4


def test_a_request_is_sent_once_even_when_its_connection_is_closed(runs: Runs) -> None:
    assert runs.counts["/close"] == 10


def test_setup_values_reach_the_paths(runs: Runs) -> None:
    assert runs.whole.journey("made").expected == 10
    assert runs.counts["/new"] == 2
    assert runs.counts["/items/of%200"] + runs.counts["/items/of%201"] == 10


def test_the_plan_with_its_secrets_never_lies_in_the_work_folder(runs: Runs) -> None:
    assert runs.files == ["load-result.json", "load-stderr.txt"]


def test_a_full_pool_drops_and_counts(runs: Runs) -> None:
    health = runs.stopped.health
    assert health.peak_in_flight == 5
    assert health.dropped > 10
    assert runs.stopped.journey("slow").errors.keys() == {"timeout"}
    assert health.planned == health.started + health.dropped + health.never_sent


def test_sigterm_leaves_a_readable_incomplete_result(runs: Runs) -> None:
    assert (runs.stopped_status, runs.stopped.completed, runs.stopped.stopped_by) == (143, False, "SIGTERM")
    assert runs.stopped.health.never_sent > 10_000
    assert 0 < runs.stopped.measured_seconds < 30


def test_a_certificate_is_trusted_by_the_plans_bundle(runs: Runs) -> None:
    assert runs.stopped.health.started > 0, "the journey's setup was answered over TLS, or nothing is sent"
    assert runs.stopped.journey("trusted").errors == {}


def test_load_without_a_parent_that_reads_it_stops(runs: Runs) -> None:
    assert (runs.orphan.completed, runs.orphan.stopped_by, runs.orphan_status) == (False, PARENT_GONE, 143)


def test_a_run_that_misses_its_deadline_is_ended_and_told(tmp_path: Path) -> None:
    plan = LoadPlan(
        base_urls=("http://127.0.0.1:9",),
        journeys=(Journey(name="a", path="/", weight=1),),
        rate_per_second=1,
        duration_seconds=60,
        max_requests=100,
    )
    with pytest.raises(LoadError, match=r"not done after 0.01 s and ended by us"):
        run_load(plan, tmp_path, 0.01)
    with pytest.raises(LoadError, match=r"exit status 2.*load refused: plan.max_requests: 5 allowed"):
        run_load(replace(plan, max_requests=5), tmp_path, 10)
