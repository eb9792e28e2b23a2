"""Which third of the park a commit tries, so that three commits in a row try all of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import TypeVar

from park.place import ROOT

T = TypeVar("T")
PARTS = 3


def commits() -> int:
    """Return how many commits lead to this one; 0 where git cannot say."""
    counted = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(counted.stdout) if counted.returncode == 0 else 0


def third(of: Sequence[T], number: int) -> list[T]:
    """Return every third one, beginning with the number modulo three."""
    return list(of[number % PARTS :: PARTS])
