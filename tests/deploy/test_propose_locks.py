"""New locks become one branch and one pull request, and nothing else of what was handed over does."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from gonogo.home import ROOT

SCRIPT = ROOT / "deploy" / "ci" / "propose-locks"
GH = """#!/bin/sh
echo "$*" >>"$CALLS"
[ "$1 $2" != "pr list" ] || echo "${OPEN:-0}"
"""


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True, timeout=20)
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with one lock, an origin that takes pushes, and a stand-in for gh."""
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "a")
        monkeypatch.setenv(f"{name}_EMAIL", "a@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(tmp_path, "init", "--quiet", "--bare", "origin")
    git(tmp_path, "clone", "--quiet", "origin", "clone")
    made = tmp_path / "clone"
    (made / "requirements").mkdir()
    (made / "requirements" / "suite.lock").write_text("a==1\n")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "-m", "first")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)
    (tmp_path / "new").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    return made


def propose(clone: Path) -> subprocess.CompletedProcess[str]:
    words = [str(SCRIPT), str(clone.parent / "new")]
    return subprocess.run(words, cwd=clone, check=False, capture_output=True, text=True, timeout=20)


def calls(clone: Path) -> str:
    path = clone.parent / "calls"
    return path.read_text() if path.exists() else ""


def pushed(clone: Path) -> str:
    return git(clone.parent / "origin", "show", "dependencies/locks:requirements/suite.lock")


def test_new_locks_are_pushed_and_proposed(clone: Path) -> None:
    (clone.parent / "new" / "suite.lock").write_text("a==2\n")
    (clone.parent / "new" / "evil.lock").write_text("b==1\n")
    assert propose(clone).returncode == 0
    assert pushed(clone) == "a==2\n"
    files = git(clone.parent / "origin", "ls-tree", "-r", "--name-only", "dependencies/locks")
    assert files.split() == ["requirements/suite.lock"]
    assert "pr create --head dependencies/locks" in calls(clone)


def test_a_request_that_is_open_is_not_made_twice(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPEN", "1")
    (clone.parent / "new" / "suite.lock").write_text("a==3\n")
    assert propose(clone).returncode == 0
    assert pushed(clone) == "a==3\n"
    assert "pr create" not in calls(clone)


def test_equal_locks_propose_nothing(clone: Path) -> None:
    (clone.parent / "new" / "suite.lock").write_text("a==1\n")
    assert propose(clone).stdout == "propose-locks: nothing has changed\n"
    assert calls(clone) == ""


@pytest.mark.parametrize("kind", ["link", "folder", "nothing"])
def test_what_is_no_plain_file_is_refused(clone: Path, kind: str) -> None:
    new = clone.parent / "new" / "suite.lock"
    if kind == "link":
        new.symlink_to("/etc/passwd")
    if kind == "folder":
        new.mkdir()
    done = propose(clone)
    assert done.returncode == 1
    assert done.stderr == f"propose-locks: {new} is no plain file\n"
    assert calls(clone) == ""
