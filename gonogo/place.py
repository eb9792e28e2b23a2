"""Where a user's repository, its contract and its reports lie; the standard library alone."""

from __future__ import annotations

import os
from pathlib import Path

COMMAND = "GONOGO_COMMAND"
"""Names the command as it was typed, for *run again* in the reports."""

CONTRACTS = ("gonogo.yaml", "release.yaml", ".gonogo/contract.yaml")
"""Where a contract is looked for, in this order, in a folder and in those above it."""


def real(path: str | Path) -> Path:
    """Return the absolute path behind symbolic links; behind a loop of them, that of its first one.

    `Path.resolve` raises RuntimeError there before Python 3.13; whoever opens the path can say it better.
    """
    return Path(os.path.realpath(path))


def repository(start: Path) -> Path:
    """Return the root of the repository that a folder is in, or the folder where it is in none."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def contract_above(start: Path) -> Path | None:
    """Return the nearest contract from a folder up to its repository's root, None where there is none."""
    start, root = start.resolve(), repository(start)
    folders = [start, *(folder for folder in start.parents if folder.is_relative_to(root))]
    return next((path for f in folders for name in CONTRACTS if (path := f / name).is_file()), None)


def reports_of(start: Path) -> Path:
    """Return the folder for the reports of a run that names none."""
    return repository(start) / ".gonogo" / "out"
