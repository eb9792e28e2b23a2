"""A place where an exposition is not what its format says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """``line`` counts from 1; 0 is the body as a whole."""

    line: int
    expected: str
    observed: str
