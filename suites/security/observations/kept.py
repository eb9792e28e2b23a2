"""What the engine keeps of logs."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Kept:
    """A container's logs: who keeps them, and how many bytes at most; None where there is no bound here."""

    name: str
    driver: str
    most_bytes: int | None


@observed_by(
    "gonogo.suites.security.experiments.kept:see_what_is_kept",
    kind=Kind.READS,
    needs=frozenset({Can.INSPECT_CONTAINERS}),
)
@dataclass(frozen=True)
class LogsKept:
    """Every running container whose logs the engine itself keeps; others go to where this cannot look."""

    containers: tuple[Kept, ...]
