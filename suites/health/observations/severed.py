"""What the health gate sees while one replica alone has lost a hard dependency."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.health.observations.probes import Sample


@dataclass(frozen=True)
class Severed:
    """One replica off the network of a dependency, while users ask the entry and each replica the same.

    Times count from the moment it was cut off; ``joined_seconds`` is when it was back. Samples of users at
    the entry are ``traffic`` of the replica *entry*. ``shared`` is whether the entry let this replica answer
    before, and ``returned_seconds`` when it did so again, None where it did not.
    """

    replica: str
    dependency: str
    promised: int
    joined_seconds: float
    samples: tuple[Sample, ...]
    shared: bool
    returned_seconds: float | None

    def users(self, since: float) -> list[Sample]:
        """Return those who asked the entry from a moment on, and whose answer came while it was cut off."""
        own = [s for s in self.samples if s.replica == "entry" and since <= s.at_seconds]
        return [s for s in own if ended(s) < self.joined_seconds]

    def fails(self, sample: Sample) -> bool:
        """Whether an answer is not the promised one, or readiness says no."""
        return sample.status != self.promised if sample.question == "traffic" else not sample.passes


def ended(sample: Sample) -> float:
    """Return when an answer was there."""
    return sample.at_seconds + sample.seconds


@observed_by(
    "gonogo.suites.health.experiments.severed:cut_one_replica_off",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.CUT_OFF_REPLICA, Can.REACH_REPLICAS}),
    deadline_seconds=240.0,
)
@dataclass(frozen=True)
class CutOff:
    """One try, or two where the first looked bad; ``why`` is why there is none."""

    tries: tuple[Severed, ...]
    why: str = ""
