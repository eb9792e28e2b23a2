from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from gonogo.cleanup import folders
from gonogo.cleanup.sweep import sweep_run
from gonogo.run_id import new_run_id


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_sweep_takes_the_folder_with_its_secrets() -> None:
    run = new_run_id()
    folder = folders.make(run)
    (folder / "secrets.json").write_text("{}")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folders.runs() == {run}
    sweep_run(run)
    assert not folder.exists()


def test_a_folder_that_is_there_is_never_taken_over() -> None:
    run = new_run_id()
    folders.make(run)
    with pytest.raises(FileExistsError):
        folders.make(run)


def test_nothing_but_a_run_has_a_folder() -> None:
    with pytest.raises(ValueError, match="not the id of a run"):
        folders.folder_of("../etc")
