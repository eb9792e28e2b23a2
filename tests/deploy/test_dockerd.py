"""What a killed engine leaves is recognised, and one that ends is not waited for."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from deploy.setup import dockerd
from deploy.setup.steps import SetupError

if TYPE_CHECKING:
    from pathlib import Path


def process(folder: Path, number: str, name: str, state: str = "S (sleeping)") -> None:
    (folder / number).mkdir(parents=True)
    (folder / number / "status").write_text(f"Name:\t{name}\nUmask:\t0022\nState:\t{state}\nPid:\t{number}\n")


@pytest.mark.parametrize(
    ("number", "runs"),
    [("41", True), ("42", False), ("43", False), ("44", False)],
    ids=["an engine", "another program's number by now", "nobody's number", "a killed one"],
)
def test_the_process_that_the_file_names_is_looked_at(tmp_path: Path, number: str, runs: bool) -> None:
    process(tmp_path / "proc", "41", "dockerd")
    process(tmp_path / "proc", "42", "bash")
    process(tmp_path / "proc", "44", "dockerd", "Z (zombie)")
    (tmp_path / "docker.pid").write_text(f"{number}\n")
    assert dockerd.runs(tmp_path / "docker.pid", "dockerd", tmp_path / "proc") is runs


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("/somewhere/reports/out/setup/dockerd.log", True),
        ("/somewhere/reports/out/setup/dockerd.log (deleted)", True),
        ("/var/log/dockerd.log", False),
        ("socket:[41]", False),
    ],
)
def test_an_engine_is_ours_where_it_writes_our_log(tmp_path: Path, written: str, ours: bool) -> None:
    process(tmp_path / "proc", "41", "dockerd")
    (tmp_path / "proc" / "41" / "fd").mkdir()
    (tmp_path / "proc" / "41" / "fd" / "1").symlink_to(written)
    (tmp_path / "docker.pid").write_text("41\n")
    assert dockerd.is_ours(tmp_path / "docker.pid", tmp_path / "proc") is ours


def test_no_file_means_no_engine(tmp_path: Path) -> None:
    assert not dockerd.runs(tmp_path / "docker.pid", "dockerd", tmp_path)


def test_an_engine_that_ends_is_reported_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "dockerd.log").write_text("failed to mount overlay: operation not permitted\n")
    monkeypatch.setattr(dockerd, "LOGS", tmp_path)
    monkeypatch.setattr(dockerd, "runs", lambda *_: False)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    begun = time.monotonic()
    with pytest.raises(SetupError, match="ended at once") as problem:
        dockerd.wait_until_it_answers(ended, lambda: False)
    assert "operation not permitted" in str(problem.value)
    assert time.monotonic() - begun < 1.0


def test_an_engine_that_stays_silent_is_given_up_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dockerd, "LOGS", tmp_path)
    with pytest.raises(SetupError, match=r"waited 0\.\d s \(limit 0\.1 s\) for the container engine"):
        dockerd.wait_until_it_answers(None, lambda: False, deadline_seconds=0.1)


def test_waiting_ends_with_the_first_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dockerd, "POLL_SECONDS", 0.01)
    answers = iter([False, True])
    dockerd.wait_until_it_answers(None, lambda: next(answers), deadline_seconds=5.0)
    assert next(answers, None) is None
