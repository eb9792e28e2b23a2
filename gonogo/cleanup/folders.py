"""A run's private folder: its journal, its logs and its secrets, found by the run's id like all else."""

import shutil
import tempfile
from pathlib import Path

from gonogo.run_id import PROJECT_PREFIX, RUN_ID


def folder_of(run_id: str) -> Path:
    """Return where a run keeps its files; ValueError for what is no run's id."""
    if not RUN_ID.fullmatch(run_id):
        raise ValueError(f"{run_id!r} is not the id of a run")
    return Path(tempfile.gettempdir()) / f"{PROJECT_PREFIX}{run_id}"


def make(run_id: str) -> Path:
    """Make the folder, readable by its user only; FileExistsError where somebody was there before."""
    folder = folder_of(run_id)
    folder.mkdir(mode=0o700)
    return folder


def remove(run_id: str) -> None:
    """Remove the folder, if it is there and ours."""
    shutil.rmtree(folder_of(run_id), ignore_errors=True)


def runs() -> set[str]:
    """Return the ids of all runs that have a folder."""
    names = (path.name.removeprefix(PROJECT_PREFIX) for path in Path(tempfile.gettempdir()).glob("gonogo-r*"))
    return {name for name in names if RUN_ID.fullmatch(name)}
