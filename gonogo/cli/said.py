"""Sentences of the command: whole in a log, where they are searched for, and folded on a terminal."""

from __future__ import annotations

import shutil
import sys
from typing import TextIO


def tell(text: str) -> None:
    """Print on standard output what a program may read line by line; no line is a command of a CI system."""
    from gonogo.reports.text import inert  # noqa: PLC0415 - where nothing is said nothing is loaded

    print(inert(text))


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text on standard error, or where it is named."""
    to = stream or sys.stderr
    print(shown(text, to), file=to)


def shown(text: str, stream: TextIO) -> str:
    """Return a text as a stream shows it, without commands of a CI system."""
    from gonogo.reports.text import folded, inert  # noqa: PLC0415 - where nothing is said nothing is loaded

    return inert(folded(text, shutil.get_terminal_size().columns - 1) if stream.isatty() else text)
