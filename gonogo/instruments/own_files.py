"""The files of a release that are its authors' own: not the packages installed beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_OF_OTHERS = frozenset(
    {"node_modules", "site-packages", "dist-packages", "__pycache__", "__pypackages__"}
    | {".git", ".hg", ".svn", ".tox", ".nox", ".eggs", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
)
_ENVIRONMENT = "pyvenv.cfg"
"""What tells a virtual environment, whatever its folder is called (PEP 405)."""


def own_files(places: Iterable[Path]) -> list[Path]:
    """Return every file of folders, and those that are named themselves, each once and in order."""
    return sorted({path for place in places for path in ([place] if place.is_file() else _below(place))})


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = [name for name in folders if name not in _OF_OTHERS and not _is_environment(here / name)]
        yield from (path for name in names if (path := here / name).is_file())


def _is_environment(folder: Path) -> bool:
    return (folder / _ENVIRONMENT).is_file()
