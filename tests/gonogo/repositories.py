"""Git repositories that tests make."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_OWN = (
    *("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"),
    *("-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false"),
)


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *_OWN, *words], cwd=folder, check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout.strip()


def committed(folder: Path, **files: str) -> str:
    """Commit files by their names, `__` for each dot, in a repository that is made; return the commit."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch=main")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "more")
    return git(folder, "rev-parse", "HEAD")
