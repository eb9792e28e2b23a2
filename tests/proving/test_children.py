"""Real processes: none outlives its deadline, nor the end of the prover."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.instruments.waits import Wait
from proving import children

STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child:
    print(os.getpid(), child, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _begun_anew() -> Iterator[None]:
    yield
    children._ENDING.clear()


def said(output: Path) -> list[int]:
    """Wait until the processes have said who they are."""

    def numbers() -> list[int] | None:
        words = output.read_text().split() if output.exists() else []
        return [int(word) for word in words] if len(words) == 2 else None

    return Wait("both processes run", 10, 0.02).until(numbers)


def gone(pids: list[int]) -> None:
    def check() -> bool:
        return not any(_runs(pid) for pid in pids)

    Wait(f"{pids} are gone", 5, 0.02).until(check)


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_the_end_of_the_prover_is_the_end_of_its_processes_and_theirs(tmp_path: Path) -> None:
    output, ended = tmp_path / "output", threading.Event()

    def lane() -> None:
        try:
            children.run([sys.executable, "-c", STUBBORN], output, 60)
        except children.EndedError:
            ended.set()

    thread = threading.Thread(target=lane, daemon=True)
    thread.start()
    pids, began = said(output), time.monotonic()
    children.end_all(0.5)
    thread.join(5)
    assert ended.is_set()
    assert time.monotonic() - began < 5
    gone(pids)
    with pytest.raises(children.EndedError):
        children.run(["true"], output, 60)


def test_one_that_is_late_is_ended(tmp_path: Path) -> None:
    began = time.monotonic()
    assert children.run(["sleep", "60"], tmp_path / "output", 0.2) is None
    assert time.monotonic() - began < 5


def test_one_whose_ground_is_gone_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_LOOK_SECONDS", 0.1)
    with pytest.raises(children.AbandonedError):
        children.run(["sleep", "60"], tmp_path / "output", 60, holds=lambda: False)


def test_the_status_comes_back(tmp_path: Path) -> None:
    assert children.run(["sh", "-c", "echo said; exit 3"], tmp_path / "output", 60) == 3
    assert (tmp_path / "output").read_text() == "said\n"
