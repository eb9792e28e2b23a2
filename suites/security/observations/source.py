"""What a scanner says of the release's source, and how it is known that it looked."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.security.observations.canary import Canary


@dataclass(frozen=True)
class Weakness:
    """One finding in the source; ``severity`` and ``confidence`` are low, medium or high."""

    file: str
    line: int
    test: str
    severity: str
    confidence: str
    text: str


@dataclass(frozen=True)
class Unread:
    """A file that the scanner could not read, in its own words."""

    file: str
    reason: str


@dataclass(frozen=True)
class Silenced:
    """A comment that keeps every finding of its line from being reported."""

    file: str
    line: int
    text: str


@observed_by(
    "gonogo.suites.security.experiments.source:scan_the_source",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
    deadline_seconds=90.0,
)
@dataclass(frozen=True)
class SourceScan:
    """``files`` are counted by us, ``read`` by the scanner; both relative to the source."""

    files: tuple[str, ...]
    read: tuple[str, ...]
    unread: tuple[Unread, ...]
    weaknesses: tuple[Weakness, ...]
    silenced: tuple[Silenced, ...]
    canaries: tuple[Canary, ...]
