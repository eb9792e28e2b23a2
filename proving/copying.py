"""The source of a bad release: the project's own files, or a copy of them with some changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from gonogo.proofs.sources import ROOT
from proving.seed import Injection

SHIPS = (
    *(
        "app",
        "deploy",
        "requirements",
        ".github",
        "docs",
        "docker-compose.yml",
        "Dockerfile",
        ".dockerignore",
    ),
    *("README.md", "SECURITY.md", "Makefile", "pyproject.toml", "release.yaml"),
)
"""What a release consists of: the service, how it is built and started, and what is written about it."""
_UNWANTED = shutil.ignore_patterns("__pycache__")


def source_of(injection: Injection, folder: Path) -> Path:
    """Return the folder of the release's source: the project, or a copy of what ships, with files changed."""
    if not injection.source:
        return ROOT
    copy_of = folder / "source"
    if not copy_of.exists():
        copy_of.mkdir()
        for name in SHIPS:
            _copy(ROOT / name, copy_of / name)
        for name, content in injection.source.items():
            _change(copy_of / name, content)
    return copy_of


def _copy(original: Path, copy: Path) -> None:
    if original.is_dir():
        shutil.copytree(original, copy, ignore=_UNWANTED)
    else:
        shutil.copy(original, copy)


def _change(path: Path, content: str | None) -> None:
    if content is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
