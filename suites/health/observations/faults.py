"""What the health gate sees while a dependency is there and does not do its work."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.health.observations.probes import Outage


@observed_by(
    "gonogo.suites.health.experiments.faults:hang_dependencies",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.PAUSE_DEPENDENCY, Can.REACH_REPLICAS}),
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class Hangs:
    """Each dependency that may be paused, paused once: it takes connections and answers nothing.

    Its times count from the pause, and ``started_seconds`` is when it went on.
    """

    traffic_status: int | None
    outages: tuple[Outage, ...]


@observed_by(
    "gonogo.suites.health.experiments.faults:refuse_writes",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY, Can.REACH_REPLICAS}),
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class RefusedWrites:
    """Each dependency that can be made read-only, made so once: it answers reads and refuses writes."""

    traffic_status: int | None
    outages: tuple[Outage, ...]
