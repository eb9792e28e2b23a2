"""Another team's repository, and what the command asks pytest to do in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli import run


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a blank in its path, seen from a folder in it."""
    root = tmp_path / "a team"
    (root / ".git").mkdir(parents=True)
    (root / "sub").mkdir()
    monkeypatch.chdir(root / "sub")
    return root


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pytest was asked to do."""
    seen: list[list[str]] = []

    def see(words: list[str]) -> int:
        seen.append(words)
        return 3

    monkeypatch.setattr(run, "_pytest", see)
    monkeypatch.setenv("GONOGO_COMMAND", "")
    return seen
