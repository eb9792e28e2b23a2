"""What the health gate sees while users arrive as planned."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.health.observations.probes import Sample


@observed_by(
    "gonogo.suites.health.experiments.load:probe_under_load",
    kind=Kind.MEASURES,
    needs=frozenset({Can.TAKE_LOAD, Can.TAKE_WRITES, Can.REACH_REPLICAS}),
    spared={Can.TAKE_WRITES: "latency.only_reads"},
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class Loaded:
    """Every probe of every replica, sampled while all journeys arrive at their planned rates.

    Times count from when the load began, and it lasted ``seconds``. ``doubt`` says why it was not the planned
    load, empty where it was.
    """

    seconds: float
    samples: tuple[Sample, ...]
    doubt: str
