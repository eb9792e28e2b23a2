"""The machine's lock: beside others, or alone, and nobody waits for ever."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gonogo.instruments import locks
from gonogo.instruments.holders import holders
from gonogo.instruments.locks import LockHeldError, locked, machine
from gonogo.instruments.waits import Wait


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


class _Holder:
    """A thread that holds the lock until it is let go."""

    def __init__(self, *, alone: bool) -> None:
        self.holds, self.let_go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._hold, args=(alone,), daemon=True)
        self._thread.start()

    def _hold(self, alone: bool) -> None:
        with machine(alone=alone):
            self.holds.set()
            self.let_go.wait(5)

    def end(self) -> None:
        self.let_go.set()
        self._thread.join(5)


def _soon(what: str, check: Callable[[], bool]) -> None:
    Wait(what, 2, 0.005).until(check)


def test_two_hold_it_side_by_side() -> None:
    holders = [_Holder(alone=False), _Holder(alone=False)]
    assert all(holder.holds.wait(2) for holder in holders)
    for holder in holders:
        holder.end()


def test_a_measurement_waits_for_the_others_and_keeps_newcomers_out() -> None:
    first = _Holder(alone=False)
    assert first.holds.wait(2)
    measurement = _Holder(alone=True)
    assert not measurement.holds.wait(0.05)
    newcomer = _Holder(alone=False)
    assert not newcomer.holds.wait(0.05)
    first.end()
    _soon("the measurement has its turn", measurement.holds.is_set)
    assert not newcomer.holds.is_set()
    measurement.end()
    _soon("the newcomer comes after it", newcomer.holds.is_set)
    newcomer.end()


OTHERS = """
import fcntl, sys
with open(sys.argv[1], "a+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def somebody_elses(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is no run of ours and holds a lock without a word."""
    command = [sys.executable, "-c", OTHERS, str(path)]
    held = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        yield held
    finally:
        held.kill()
        held.communicate()


def impatient(monkeypatch: pytest.MonkeyPatch, seconds: float = 0.2) -> None:
    monkeypatch.setattr(locks, "UNSAID_SECONDS", seconds)
    monkeypatch.setattr(locks, "_TOLD_AFTER_SECONDS", 0.05)


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("name", ["machine", "turnstile"])
def test_a_lock_of_somebody_else_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool, name: str
) -> None:
    impatient(monkeypatch)
    told: list[str] = []
    path = tmp_path / f"gonogo-{name}-{os.getuid()}.lock"
    with somebody_elses(path) as other:
        said = f"the lock {path} is held by process {other.pid}, which is no run of the gate"
        with pytest.raises(LockHeldError, match=rf"^{re.escape(said)}; waited \d s for it$"):
            machine(alone=alone, tell=told.append).__enter__()
    assert told == [f"waiting: {said}"]


def test_the_lock_of_a_run_that_is_at_work_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch, 0.05)
    first, second = _Holder(alone=True), _Holder(alone=True)
    assert not second.holds.wait(0.4) or not first.holds.wait(0.4)
    for holder in (first, second):
        holder.end()
    assert first.holds.wait(2)
    assert second.holds.wait(2)


def test_a_holder_that_is_later_than_it_said_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch, 0.05)
    monkeypatch.setenv("GONOGO_RUN", "r7-7-00000000-abcd")
    path, told = tmp_path / "a.lock", list[str]()
    with locked(path, seconds=-1.0), pytest.raises(LockHeldError) as late, locked(path, tell=told.append):
        pytest.fail("it was held")
    said = rf"held by process {os.getpid()} of run r7-7-00000000-abcd since \d\d:\d\d:\d\d UTC"
    assert re.search(said, str(late.value))
    assert len(told) == 1


def test_a_holder_that_is_stopped_is_not_waited_for_whatever_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    path = tmp_path / "a.lock"
    with somebody_elses(path) as other:
        path.write_text(f"{other.pid} r7-7-00000000-abcd {time.time()} {time.time() + 600}\n")
        other.send_signal(signal.SIGSTOP)
        with pytest.raises(LockHeldError, match=r"of run r7-\S+ since \S+ UTC \(it is stopped\); waited"):
            locked(path).__enter__()


def test_a_lock_ends_with_the_process_that_held_it(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with somebody_elses(path) as other:
        other.kill()
        with locked(path):
            assert [holder.pid for holder in holders(path)] == [os.getpid()]
    assert holders(path) == []


def test_nobody_waits_longer_than_the_longest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "AT_MOST_SECONDS", 0.1)
    path = tmp_path / "a.lock"
    with locked(path), pytest.raises(LockHeldError, match=r"is held; waited 0\.1 s"):
        locked(path).__enter__()


def test_readers_share_a_lock_and_sign_it(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with locked(path, shared=True), locked(path, shared=True):
        assert len(path.read_text().splitlines()) == 2
    with locked(path):
        assert len(path.read_text().splitlines()) == 1


def test_the_holder_says_until_when(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with locked(path, seconds=100.0):
        [holder] = holders(path)
    assert holder.until - holder.since == pytest.approx(100.0, abs=1.0)
    assert holder.since == pytest.approx(time.time(), abs=5.0)
