"""Revisions of the git repository in which a contract lies: what they name, and their files in a folder.

Files are laid by `git read-tree` with an index of our own: an archive leaves out what has `export-ignore`,
often the very Dockerfile, and a worktree leaves its mark in the repository when the run is killed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gonogo.instruments.errors import TargetError
from gonogo.targets.telling import last_lines

_GIT_SECONDS = 60.0
_LOCATIONS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""A hook of git has these set, and they would win over the folder."""
_OURS = (
    *("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.sparseCheckout=false"),
    *("core.splitIndex=false", "submodule.recurse=false"),
)
"""No hook of the user's runs, no folder is left out, and nothing is written into the repository: to recurse
would have the user's own submodules work in our folder."""
_SHOWN = 12


@dataclass(frozen=True)
class Revision:
    """A commit with the word that named it."""

    word: str
    commit: str

    def __str__(self) -> str:
        return f"{self.word} ({self.commit[:_SHOWN]})"


@dataclass(frozen=True)
class CheckedOut:
    """The files of a commit: ``root`` is that of the repository, ``folder`` the contract's in it."""

    root: Path
    folder: Path


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a revision names in the repository of a folder, empty where there is none."""
    try:
        return _ask(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        ).strip()
    except TargetError:
        return ""


def why_none(folder: Path, revision: str) -> str:
    """Return the half sentence that says why a folder's repository has no such revision."""
    if shutil.which("git") is None:
        return "git is not installed here"
    try:
        shallow = _ask(folder, "rev-parse", "--is-shallow-repository").strip() == "true"
    except TargetError as refused:
        said = str(refused)
        return f"{folder} is in no git repository" if "not a git repository" in said else said
    if shallow:
        return f"the shallow clone in {folder} has no revision {revision}: git fetch --unshallow --tags"
    return f"{folder} has no git revision {revision}"


def top_of(folder: Path) -> Path:
    """Return the root of the repository of a folder; TargetError."""
    return Path(_ask(folder, "rev-parse", "--show-toplevel").rstrip("\n"))


def is_checked_out(folder: Path, commit: str) -> bool:
    """Whether the files of HEAD are those of a commit, by whatever name or history; TargetError."""
    trees = _ask(folder, "rev-parse", "HEAD^{tree}", f"{commit}^{{tree}}").split()
    return trees[0] == trees[1]


def uncommitted(folder: Path, apart: Iterable[Path] = ()) -> list[str]:
    """Return what the worktree has beside HEAD, less what is ignored or lies in ``apart``; TargetError."""
    top, left_out = top_of(folder).resolve(), {path.resolve() for path in apart}
    said = _ask(folder, "status", "--porcelain", "--no-renames", "--untracked-files=all", "-z", "--", ":/")
    changed = [entry[3:] for entry in said.split("\0") if entry]
    return [name for name in changed if not left_out & {top / name, *(top / name).parents}]


def submodules(folder: Path, commit: str) -> list[str]:
    """Return the paths of a commit's submodules from the root, whose files nothing lays; TargetError."""
    listed = _ask(folder, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    return [entry.partition("\t")[2] for entry in listed if entry.startswith("160000 ")]


@contextmanager
def checked_out(folder: Path, revision: Revision, into: Path) -> Iterator[CheckedOut]:
    """Give a revision's files in a folder, which is made and removed again; TargetError."""
    prefix = _ask(folder, "rev-parse", "--show-prefix").rstrip("\n")
    store = _ask(folder, "rev-parse", "--absolute-git-dir").rstrip("\n")
    root = into.resolve()
    index = root.with_name(f"{root.name}.index")
    try:
        root.mkdir(mode=0o755)  # a builder copies modes; the run's folder around it is private
        options = [word for each in _OURS for word in ("-c", each)]
        options += [f"--git-dir={store}", f"--work-tree={root}"]
        _ask(root, *options, "read-tree", "--reset", "-u", revision.commit, index=index)
        if not (root / prefix).is_dir():
            raise TargetError(f"the baseline {revision} has no folder {prefix}, in which the contract lies")
        yield CheckedOut(root, root / prefix)
    finally:
        index.unlink(missing_ok=True)
        shutil.rmtree(root, ignore_errors=True)


def _ask(folder: Path, *words: str, index: Path | None = None) -> str:
    """Return what git prints; TargetError with its last line."""
    environment = {name: value for name, value in os.environ.items() if name not in _LOCATIONS}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    environment |= {"GIT_INDEX_FILE": str(index)} if index else {}
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(folder), *words],
            capture_output=True, timeout=_GIT_SECONDS, check=False, stdin=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TargetError(f"git did not answer for the baseline within {_GIT_SECONDS:g} s") from None
    except OSError as broken:
        raise TargetError(f"git cannot be asked for the baseline: {broken}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or f"it ended with {done.returncode}"
        told = next((line for line in said.splitlines() if line.startswith("fatal: ")), last_lines(said, 1))
        raise TargetError(f"git cannot give the baseline: {told.removeprefix('fatal: ')}")
    return done.stdout.decode(errors="surrogateescape")
