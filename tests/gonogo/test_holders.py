"""Who holds a lock, as far as the kernel and the lock itself tell."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from gonogo.instruments import holders as module
from gonogo.instruments.holders import Holder, holders, sign


def test_a_sentence_for_each() -> None:
    assert Holder(7).sentence == "process 7, which is no run of the gate"
    known = Holder(7, "r1-2-00000000-aaaa", 3661.0, stopped=True)
    assert known.sentence == "process 7 of run r1-2-00000000-aaaa since 01:01:01 UTC (it is stopped)"


def test_without_the_kernels_word_the_locks_own_lines_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOCKS", tmp_path / "nowhere")
    path = tmp_path / "a.lock"
    path.write_text(f"something else\n{os.getpid()} - 1.5 2.5\n4194305 - 1.5 2.5\n")
    assert holders(path) == [Holder(os.getpid(), "", 1.5, 2.5)]


def test_lines_of_a_lock_that_nobody_holds_name_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    path.write_text(f"{os.getpid()} - 1.5 2.5\n")
    assert holders(path) == []


def test_an_absent_lock_is_held_by_nobody(tmp_path: Path) -> None:
    assert holders(tmp_path / "a.lock") == []


def test_a_process_is_known_by_the_run_in_its_environment(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with path.open("a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        [holder] = holders(path)
    assert (holder.pid, holder.since, holder.stopped) == (os.getpid(), 0.0, False)


def test_what_only_explains_costs_nobody_the_lock(tmp_path: Path) -> None:
    (tmp_path / "a.lock").touch()
    with (tmp_path / "a.lock").open() as read_only:
        sign(read_only, 1.0, alone=True)
    assert (tmp_path / "a.lock").read_text() == ""


def test_a_lock_that_many_share_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    path.write_text("x" * 20_000)
    with path.open("a+") as handle:
        sign(handle, 1.0, alone=False)
    assert path.stat().st_size < 200
