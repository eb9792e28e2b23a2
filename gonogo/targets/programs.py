"""Whether the program of a command is there, before anything is started with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def why_no_program(word: str, folder: Path, environment: Mapping[str, str]) -> str:
    """Say why a command's first word cannot be run from a folder; empty where it can, or nobody knows yet.

    A word without a slash is looked for on the PATH that the release gets, any other one on the disk.
    """
    if "{" in word or "${" in environment.get("PATH", ""):
        return ""
    if "/" not in word:
        path = environment.get("PATH", os.environ.get("PATH"))
        return "" if shutil.which(word, path=path) else f"there is no program {word!r} on its PATH"
    program = folder / word
    if program.is_dir():
        return f"{word!r} is a folder and no program"
    if not program.exists():
        return f"there is no program {word!r} in {folder}"
    return "" if os.access(program, os.X_OK) else f"{word!r} may not be executed: it is no program"
