"""Who runs beside the collector, and whom it scrapes."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Watched:
    """One target of the collector, and the hosts by which it was found and is scraped."""

    job: str
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class Runs:
    """One running container of a service, and every name and address that it has on a network."""

    service: str
    container: str
    names: tuple[str, ...]


@observed_by(
    "gonogo.suites.metrics.experiments.watch:see_who_is_watched",
    kind=Kind.READS,
    needs=frozenset({Can.REACH_SERVICES, Can.INSPECT_CONTAINERS}),
    deadline_seconds=90.0,
)
@dataclass(frozen=True)
class Watch:
    """Every active target and every running container, once nothing was missing or the time was over."""

    targets: tuple[Watched, ...]
    containers: tuple[Runs, ...]
