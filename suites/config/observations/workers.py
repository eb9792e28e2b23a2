"""What the config gate sees of how much a container runs."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Crew:
    """One replica: its largest group of processes alike, and its memory, each beside its limit.

    None is what has no limit, or what nobody can say.
    """

    name: str
    command: str
    processes: int | None
    cpus: float | None
    memory_bytes: int | None
    memory_limit_bytes: int | None


@observed_by(
    "gonogo.suites.config.experiments.workers:count_workers",
    kind=Kind.READS,
    needs=frozenset({Can.INSPECT_CONTAINERS}),
)
@dataclass(frozen=True)
class Crews:
    """Every replica."""

    crews: tuple[Crew, ...]
