"""A line that says something of a family."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metadata:
    """A HELP, TYPE or UNIT line; ``text`` is the docstring, the type or the unit."""

    line: int
    keyword: str
    name: str
    text: str
