"""What the health gate sees while users arrive as planned, and once they are gone."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.health.observations.probes import Sample


@dataclass(frozen=True)
class Canary:
    """A request of known traffic that only reads, asked of one replica before the load began."""

    replica: str
    name: str
    promised: int
    status: int | None


_SERVER_ERROR = 500


def is_served(sample: Sample) -> bool:
    """Whether a user got an answer that is not the server's own failure."""
    return sample.status is not None and sample.status < _SERVER_ERROR


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
    load, empty where it was. ``canaries`` are of before it; ``afterwards`` holds samples of readiness and
    traffic from its end on, until a user of each replica was served, or nobody was for too long. Their times
    count from the end of the load.
    """

    seconds: float
    samples: tuple[Sample, ...]
    doubt: str
    canaries: tuple[Canary, ...] = ()
    afterwards: tuple[Sample, ...] = ()

    def after(self, question: str, replica: str) -> list[Sample]:
        """Return the samples of a question to a replica once the load was over."""
        return [s for s in self.afterwards if (s.question, s.replica) == (question, replica)]
