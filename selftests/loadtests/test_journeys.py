"""Locust's users in the reference service: nothing that they ask is refused, whatever the shape."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gonogo.home import HOME

PATIENCE_SECONDS = 120.0


def done(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.users", *words]
    return subprocess.run(
        command, cwd=HOME, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        (["mixed", "--run-time=4s", "--users=10"], {"list", "read", "search", "create"}),
        (["spike", "--calm-seconds=1", "--spike-seconds=2", "--spike-users=20"], {"list", "search"}),
        (["soak", "--soak-minutes=0.05", "--soak-users=20"], {"list"}),
    ],
)
def test_users_are_answered(what: list[str], asked: set[str]) -> None:
    ended = done(*what)
    said = ended.stdout + ended.stderr
    assert ended.returncode == 0, said
    rows = {line.split()[1] for line in said.splitlines() if line.startswith(("GET ", "POST ", "PUT "))}
    assert asked <= rows, said


def test_a_ramp_says_what_each_step_got_and_where_the_knee_is() -> None:
    ended = done("ramp", "--ramp-users=2", "--ramp-seconds=3", "--ramp-most-users=4")
    lines = ended.stdout.splitlines()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [line.split(":")[0] for line in lines if "answers a second, p95" in line][:2] == [
        "2 users",
        "4 users",
    ]
    assert any(line.startswith(("no knee up to", "the knee is at")) for line in lines), ended.stdout
