"""What a scanner says of the release's packages, and how it is known that it looked."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.security.observations.canary import Canary


@dataclass(frozen=True)
class Vulnerability:
    """One advisory about one locked package; ``fixed`` holds the versions without it, oldest branch last."""

    package: str
    version: str
    advisory: str
    other_name: str
    fixed: tuple[str, ...]


@observed_by(
    "gonogo.suites.security.experiments.packages:scan_the_packages",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE, Can.READ_ADVISORIES}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class PackageScan:
    """``locked`` and ``scanned`` are `name==version`; ``unpinned`` are lines that name no version.

    ``advisories`` counts the records, ``age_days`` is the age of the newest one, None where there is none.
    ``by_content`` are lines that a commit or a hash pins, without a version; ``unhashed`` lines without a
    hash where another line has one; ``unread`` says which part of the lock could not be read, and why.
    """

    locked: tuple[str, ...]
    unpinned: tuple[str, ...]
    scanned: tuple[str, ...]
    vulnerabilities: tuple[Vulnerability, ...]
    canaries: tuple[Canary, ...]
    advisories: int
    newest: str
    age_days: float | None
    by_content: tuple[str, ...] = ()
    unhashed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
