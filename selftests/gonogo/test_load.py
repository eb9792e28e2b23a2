"""`gonogo load` as people type it: a server on loopback, a release that it starts itself, Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.servers import serving
from gonogo.cleanup import processes
from gonogo.home import HOME
from gonogo.instruments.waits import Wait
from gonogo.run_id import VARIABLE

CONTRACT = """
service: shop
identity: {{unproven: "a page of a few lines"}}
latency:
  duration_seconds: 1.5
  warm_up_seconds: 0.5
  journeys:
    - {{name: page, path: /, rate_per_second: 30, budgets: {{p50: 1, p95: 2, p99: 3}}}}
    - {{name: busy, path: {path}, rate_per_second: 10, budgets: {{p99: 3}}}}
deployment:
  ready: /
  local: {{command: ["{{python}}", "-m", "http.server", "--bind=127.0.0.1", "{{port}}"]}}
"""
PATIENCE_SECONDS = 400.0  # another run may measure, and is waited for


def server() -> AbstractContextManager[str]:
    return serving("benchmarks.stalling_server")


def words(folder: Path, *more: str, path: str = "/") -> list[str]:
    (folder / "gonogo.yaml").write_text(CONTRACT.format(path=path))
    given = (f"--contract={folder / 'gonogo.yaml'}", f"--out={folder / 'out'}")
    return [sys.executable, "-m", "gonogo", "load", *given, *more]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in (VARIABLE, "NO_COLOR")}


def done(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=HOME,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def kept(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out" / "load.jsonl").read_text().splitlines()]


def test_a_service_is_loaded_and_its_line_is_kept_beside_the_one_before(tmp_path: Path) -> None:
    with server() as url:
        first = done(words(tmp_path, url))
        second = done(words(tmp_path, url, "--json"))
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr + second.stderr
    assert "\njourney sent/s failed" in f"\n{first.stdout}"
    assert "60 of 60 arrivals sent" in first.stdout
    assert "  before" in second.stderr
    earlier, later = kept(tmp_path)
    assert json.loads(second.stdout) == later
    assert earlier["comparable"] == later["comparable"]
    assert earlier["subject"] == {"unproven": "a page of a few lines"}


def test_a_release_is_started_loaded_and_swept(tmp_path: Path) -> None:
    ended = done(words(tmp_path))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (line,) = kept(tmp_path)
    assert (line["target"], line["replicas"]) == ("local", 1)
    assert line["run"] not in processes.runs()


def test_k6_sends_the_same_plan_and_stands_beside(tmp_path: Path) -> None:
    with server() as url:
        ended = done(words(tmp_path, url, "--engine=k6"))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("\n  k6") == 2
    (line,) = kept(tmp_path)
    ours, theirs = line["journeys"], line["k6"]
    assert [each["name"] for each in theirs] == [each["name"] for each in ours] == ["page", "busy"]
    for one, other, rate in zip(ours, theirs, (30, 10), strict=True):
        assert other["failed"] == one["failed"] == 0
        assert other["rate_per_second"] == pytest.approx(rate, rel=0.2)
        assert 0 < other["p50_seconds"] <= other["max_seconds"] < 3
    assert url in (tmp_path / "out" / "load.k6.js").read_text()


def test_answers_that_nobody_promised_are_no_measurement(tmp_path: Path) -> None:
    with server() as url:
        ended = done(words(tmp_path, url, path="/status/503"))
    assert ended.returncode == 3
    assert "busy: none of 13 arrivals was answered as promised: 503 x 13" in " ".join(ended.stdout.split())
    assert kept(tmp_path)[0]["doubt"]


@contextmanager
def on_a_terminal(command: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The command as the foreground of a terminal of its own."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command,
        cwd=HOME,
        env=environment() | {"TERM": "xterm", "COLUMNS": "80"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            yield process, ours
        finally:
            process.kill()
            os.close(ours)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_with_what_was_measured(tmp_path: Path, number: signal.Signals, status: int) -> None:
    with server() as url, on_a_terminal(words(tmp_path, url, "--seconds=60")) as (process, terminal):
        shown = bytearray()

        def measures() -> bool:
            shown.extend(os.read(terminal, 4096))
            return b"59 s left" in shown or b"58 s left" in shown

        Wait("the load is measured", PATIENCE_SECONDS, 0.05).until(measures, lambda: shown.decode()[-500:])
        if number is signal.SIGINT:
            os.killpg(process.pid, number)  # as Ctrl-C does: the recorder gets it as well
        else:
            process.send_signal(number)
        assert process.wait(PATIENCE_SECONDS) == status
        shown.extend(_rest(terminal))
    assert shown.count(b"\r\x1b[K") > 2
    assert b" of 40.0/s, p50 " in shown
    assert b"it is not the whole plan" in shown
    (line,) = kept(tmp_path)
    assert line["completed"] is False


def _rest(terminal: int) -> bytes:
    rest = bytearray()
    try:
        while more := os.read(terminal, 4096):
            rest += more
    except OSError:  # the other end is closed
        pass
    return bytes(rest)
