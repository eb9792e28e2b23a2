"""A content hash of what goes into an image: the same inputs need no second build."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LENGTH = 16


def content_hash(root: Path, inputs: Iterable[str], facts: Iterable[str] = ()) -> str:
    """Hash files and folders, named relative to root: paths, contents, executable or not; then the facts."""
    digest = hashlib.sha256()
    for path in sorted({file for name in inputs for file in _files(root / name)}):
        executable = "x" if path.stat().st_mode & 0o100 else "-"
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root)} {executable} {content}\n".encode())
    for fact in facts:
        digest.update(f"{fact}\n".encode())
    return digest.hexdigest()[:LENGTH]


def _files(path: Path) -> Iterator[Path]:
    """Every file under a path that an image could hold; a missing path is an error."""
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise FileNotFoundError(f"{path}: an input of an image is missing from this checkout")
    for child in path.rglob("*"):
        if child.is_file() and "__pycache__" not in child.parts and child.suffix != ".pyc":
            yield child
