from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gonogo.instruments import once as module
from gonogo.instruments.once import BegunUnfinishedError, once, write_atomically
from tests.fixtures.made import ascii_alone

ASK = """
import sys, pathlib
from gonogo.instruments.once import once
folder = pathlib.Path(sys.argv[1])
def make():
    (folder / "made").open("a").write("x")
    return "result"
assert once(folder, "experiment", make) == "result"
"""


def test_many_processes_run_it_once(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    asked = [
        subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path)], cwd=root) for _ in range(4)
    ]  # fmt: skip
    assert [process.wait(20) for process in asked] == [0, 0, 0, 0]
    assert (tmp_path / "made").read_text() == "x"


def test_what_was_begun_and_never_finished_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "experiment.begun").touch()
    with pytest.raises(BegunUnfinishedError, match="experiment was begun and never finished"):
        once(tmp_path, "experiment", lambda: "again")


def test_run_files_are_private(tmp_path: Path) -> None:
    write_atomically(tmp_path / "secrets.json", "{}")
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_result_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    with ascii_alone():
        assert once(tmp_path, "experiment", lambda: "größer") == "größer"
        assert once(tmp_path, "experiment", lambda: "again") == "größer"
    assert (tmp_path / "experiment.json").read_bytes() == "größer".encode()


def test_waiting_for_whoever_makes_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def locked(path: Path, **given: Any) -> Iterator[None]:
        given["tell"](f"waiting for {path.name}")
        yield

    monkeypatch.setattr(module, "locked", locked)
    once(tmp_path, "experiment", lambda: "result", told.append)
    assert told == ["waiting for experiment.lock"]
