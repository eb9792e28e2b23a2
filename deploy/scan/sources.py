"""The files that exist, as git lists them, and which of them no scanner is meant to read, with the reason."""

from __future__ import annotations

import datetime as dt
import fnmatch
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.scan.model import Coverage, ScanError

_SECONDS = 60.0
_STRANGERS = ("park/apps/", "services as strangers write them, which nobody ships")
_LEFT_OUT = {
    "python": (
        ("defects/", "releases that are bad on purpose"),
        ("tests/", "tests: they assert, and their secrets are examples"),
        ("selftests/", "tests: they assert, and their secrets are examples"),
        _STRANGERS,
    ),
    "dockerfiles": (_STRANGERS,),
    "workflows": (),
    "locks": (),
}
_PATTERNS = {
    "python": ("*.py",),
    "dockerfiles": ("Dockerfile", "*/Dockerfile", "*.Dockerfile", "Dockerfile.*", "*/Dockerfile.*"),
    "workflows": (
        ".github/workflows/*.yml", ".github/workflows/*.yaml", "action.yml", "action.yaml", "*/action.yml",
        "*/action.yaml", ".github/dependabot.yml", ".github/dependabot.yaml",
        ".pre-commit-config.yaml", ".pre-commit-hooks.yaml",
    ),
    "locks": ("requirements/*.lock",),
}  # fmt: skip


@dataclass(frozen=True)
class Files:
    """The files of one kind that a tool has to read, relative to the root, and what it is spared."""

    exist: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]

    def covered(self, unit: str, read: set[str]) -> Coverage:
        """Compare them with what a tool read."""
        missed = tuple(path for path in self.exist if path not in read)
        return Coverage(unit, len(self.exist), len(self.exist) - len(missed), missed, self.left_out)


def files(root: Path, kind: str) -> Files:
    """Return the files of a kind; ScanError where git does not list any."""
    return choose(git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"), kind)


def choose(listed: list[str], kind: str) -> Files:
    """Choose those of a kind from a list of paths."""
    fitting = [path for path in listed if any(fnmatch.fnmatchcase(path, p) for p in _PATTERNS[kind])]
    left = {where: why for where, why in _LEFT_OUT[kind] if any(path.startswith(where) for path in fitting)}
    return Files(
        tuple(sorted({path for path in fitting if not path.startswith(tuple(left))})), tuple(left.items())
    )


def revision(root: Path) -> str:
    """Return the commit that is checked out; empty where there is no history."""
    try:
        return git(root, "rev-parse", "HEAD").strip()
    except ScanError:
        return ""


def changed(root: Path, path: Path) -> dt.datetime | None:
    """Return when a file was last committed; None where nobody knows."""
    try:
        said = git(root, "log", "-1", "--format=%cI", "--", str(path)).strip()
    except ScanError:
        return None
    return dt.datetime.fromisoformat(said) if said else None


def git(folder: Path, *words: str) -> str:
    """Return what git answers in a folder; ScanError where it does not.

    Variables that name another repository, as git sets them for its hooks, do not reach it.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], env=own,
            capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as silent:
        raise ScanError(f"git did not answer: {silent}") from None
    if done.returncode:
        raise ScanError(f"git says: {done.stderr.strip()}")
    return done.stdout
