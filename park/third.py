"""Which third of the park a commit tries, so that three commits in a row try all of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from park.place import ROOT

T = TypeVar("T")
PARTS = 3


def commits(repository: Path = ROOT) -> int:
    """Return how many commits lead to this one; 0 where git cannot say.

    A shallow clone holds too few to count (one, in most CI systems), so that it would try the same third for
    ever: there the commit's own name stands for its number, which tries each third as often as another.
    """
    if _git(repository, "rev-parse", "--is-shallow-repository") == "true":
        return int(_git(repository, "rev-parse", "HEAD") or "0", 16)
    return int(_git(repository, "rev-list", "--count", "HEAD") or "0")


def _git(repository: Path, *words: str) -> str:
    asked = ["git", *words]
    try:
        done = subprocess.run(asked, cwd=repository, capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def third(of: Sequence[T], number: int) -> list[T]:
    """Return every third one, beginning with the number modulo three."""
    return list(of[number % PARTS :: PARTS])
