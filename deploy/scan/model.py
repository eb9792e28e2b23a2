"""What a scan is made of: findings, what each tool looked at, and what could not be looked at."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class ScanError(Exception):
    """A tool that did not look. Its text says why."""


class NotPossibleError(Exception):
    """A tool that cannot look on this machine. Its text says why, and what would change it."""


class UsageError(Exception):
    """A command line, a baseline or a list of waivers that is wrong. Nothing was scanned."""


class Level(StrEnum):
    """SARIF's levels. A note advises; the two others block."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def blocks(self) -> bool:
        """Whether a finding of this level stands in a release's way."""
        return self is not Level.NOTE


class State(StrEnum):
    """A finding beside the deployed release's scan; *unmatched* where its tool did not look there."""

    NEW = "new"
    KNOWN = "known"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class Finding:
    """One finding of one tool. ``content`` is what it is about, and moves with it when lines come and go."""

    tool: str
    rule: str
    place: str
    line: int
    level: Level
    message: str
    content: str
    fingerprint: str = ""


@dataclass(frozen=True)
class Canary:
    """Something known to be bad that was scanned along, and whether it was reported."""

    planted: str
    reported: bool


@dataclass(frozen=True)
class Coverage:
    """How many there are and how many were read, in ``unit``; ``left_out`` are (what, why)."""

    unit: str
    exist: int
    scanned: int
    missed: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Data:
    """What a tool knows with, when that was renewed, and for how many days it is good."""

    what: str
    newest: dt.datetime | None
    good_days: float

    def age_days(self, now: dt.datetime) -> float | None:
        """Return its age; None where nobody knows."""
        return (now - self.newest) / dt.timedelta(days=1) if self.newest else None


@dataclass(frozen=True)
class Looked:
    """A tool that looked. ``doubts`` are sentences, each of which keeps its silence from being an answer."""

    tool: str
    version: str
    canaries: tuple[Canary, ...]
    coverage: Coverage
    data: Data
    native: str
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class Broken:
    """A tool that should have looked and did not."""

    tool: str
    why: str


@dataclass(frozen=True)
class NotPossible:
    """A tool that cannot look on this machine."""

    tool: str
    why: str


Outcome = Looked | Broken | NotPossible


def with_fingerprints(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Name each finding by its tool, rule, place and content: a line that moves keeps its name.

    Of several that are alike the first, the second and so on are told apart.
    """
    seen: Counter[tuple[str, str, str, str]] = Counter()
    named = []
    for one in sorted(findings, key=lambda f: (f.tool, f.place, f.line, f.rule, f.content)):
        key = (one.tool, one.rule, one.place, one.content)
        seen[key] += 1
        digest = hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()
        named.append(replace(one, fingerprint=digest[:20]))
    return tuple(named)
