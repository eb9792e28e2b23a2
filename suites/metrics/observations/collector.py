"""What the metrics gate sees of the collector."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Scraped:
    """One target, as the collector says: ``health`` is up, down or unknown."""

    job: str
    instance: str
    health: str
    error: str


@dataclass(frozen=True)
class CheckRun:
    """One check of its configuration, with its exit status and its last words."""

    name: str
    status: int
    output: str


@observed_by(
    "gonogo.suites.metrics.experiments.collector:ask_the_collector",
    kind=Kind.READS,
    needs=frozenset({Can.REACH_SERVICES}),
    deadline_seconds=90.0,
)
@dataclass(frozen=True)
class Collector:
    """Every active target, once all were scraped or the promised time was over; and the checks."""

    targets: tuple[Scraped, ...]
    checks: tuple[CheckRun, ...]
