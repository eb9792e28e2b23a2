"""What is up of a release, and what came of rolling one out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Replica:
    """One process of the release: its name, its own base URL and the digest of its image.

    ``ports`` has the base URL of each other port that was chosen for it, beside the contract's number for it.
    """

    name: str
    url: str
    digest: str = ""
    ports: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Running:
    """A target that is up, as every process of the run can attach to it.

    ``details`` belongs to the kind: process ids, container ids, a project name.
    """

    entry: str
    replicas: tuple[Replica, ...] = ()
    details: dict[str, str] | None = None


@dataclass(frozen=True)
class RollOut:
    """One roll-out. ``accepted`` says whether the candidate took over.

    Statuses and seconds are those of the processes that it replaced, or of the candidate that it removed,
    by name; 137 is a kill.
    """

    accepted: bool
    reason: str
    seconds: float
    stop_statuses: dict[str, int]
    stop_seconds: dict[str, float]
