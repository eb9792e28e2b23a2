"""Exactly once in a run, however many processes ask and whoever dies.

pytest-xdist runs session fixtures once per worker and restarts crashed workers, so that a crashing
experiment was seen to run nine times. A lock, a ``.begun`` file and the stored result hold under every
distribution.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from gonogo.instruments.locks import Tell, locked


class BegunUnfinishedError(Exception):
    """Somebody began this and died; it is never repeated."""


def once(directory: Path, name: str, make: Callable[[], str], tell: Tell = lambda _: None) -> str:
    """Return the text that ``make`` returned in whichever process came first."""
    with locked(directory / f"{name}.lock", tell=tell):
        done, begun = directory / f"{name}.json", directory / f"{name}.begun"
        if done.exists():
            return done.read_text(encoding="utf-8")
        if begun.exists():
            raise BegunUnfinishedError(f"{name} was begun and never finished: its process died")
        begun.touch()
        text = make()
        write_atomically(done, text)
        return text


def write_atomically(path: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only: run files hold addresses and keys."""
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_text(text, encoding="utf-8")
    partial.chmod(0o600)
    partial.replace(path)
