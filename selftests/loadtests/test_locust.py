"""A plan under Locust's own command: its tables say what the result says."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.home import HOME
from gonogo.loadtests import result
from gonogo.loadtests.plan import Journey, LoadPlan
from selftests.loadtests.test_processes import server

LISTENER = """
import atexit, os
from locust import events
counted = []
events.request.add_listener(lambda name, exception, **_: counted.append((name, repr(exception))))
told = lambda: f"{sorted(set(counted))}{len(counted)}"
atexit.register(lambda: open(os.environ["COUNTED"], "w").write(told()))
"""


def plan(url: str, processes: int) -> LoadPlan:
    journeys = (
        Journey(name="good", path="/good", rate_per_second=60),
        Journey(name="busy", path="/status/503", rate_per_second=30),
    )
    return LoadPlan(
        base_urls=(url,), journeys=journeys, duration_seconds=1.0, max_requests=100, processes=processes
    )


def run(folder: Path, wanted: LoadPlan, *files: str) -> None:
    (folder / "plan.json").write_text(wanted.to_json())
    given = {"GONOGO_LOAD_PLAN": "plan.json", "GONOGO_LOAD_RESULT": "result.json", "COUNTED": "counted"}
    command = [sys.executable, "-m", "locust", "-f", ",".join(("loadtests/locustfile.py", *files))]
    subprocess.run(
        [*command, "--headless", "--only-summary", "--csv", str(folder / "table")],
        cwd=HOME,
        env=os.environ | {name: str(folder / file) for name, file in given.items()},
        capture_output=True,
        check=True,
        timeout=60,
    )


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("listened", [False, True])
def test_its_tables_count_what_the_result_counts(tmp_path: Path, processes: int, listened: bool) -> None:
    (tmp_path / "listener.py").write_text(LISTENER)
    with server() as (url, _):
        run(tmp_path, plan(url, processes), *([str(tmp_path / "listener.py")] if listened else []))
    measured = result.read(tmp_path / "result.json")
    rows = {row["Name"]: row for row in csv.DictReader((tmp_path / "table_stats.csv").open())}
    counts = {name: (int(row["Request Count"]), int(row["Failure Count"])) for name, row in rows.items()}
    assert counts == {"good": (60, 0), "busy": (30, 30), "Aggregated": (90, 30)}
    assert (measured.completed, measured.overall.finished, measured.overall.expected) == (True, 90, 60)
    longest = measured.overall.latency.max_seconds * 1000
    assert float(rows["Aggregated"]["Max Response Time"]) == pytest.approx(longest, rel=0.01)
    if listened:
        told = "[('busy', \"FailedRequest('unexpected status 503')\"), ('good', 'None')]90"
        assert (tmp_path / "counted").read_text() == told
