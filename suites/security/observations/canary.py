"""What shows that a scanner looked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Canary:
    """Something that is known to be bad, and whether the scanner said so."""

    name: str
    reported: bool
