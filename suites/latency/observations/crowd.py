"""What the latency gate sees of many clients at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Reply:
    """How one request went, in seconds from the moment at which it was due.

    ``said`` is the status or the error's kind. ``ours_seconds`` of the time it was not sent yet, or our own
    process did not run; ``own`` is a failure of our own machine. ``shed`` is 429 or 503 with Retry-After.
    """

    said: str
    seconds: float
    ours_seconds: float = 0.0
    shed: bool = False
    own: bool = False


@dataclass(frozen=True)
class Beside:
    """Another journey: asked by one client alone, and then by some, one by one, while the crowd waited."""

    journey: str
    promised: int
    alone: tuple[Reply, ...]
    meanwhile: tuple[Reply, ...]


@dataclass(frozen=True)
class Crowded:
    """One crowd on one journey: one client alone before, all clients at once, one client alone after it.

    ``sent_within_seconds`` is how long after the moment the last of them was sent. ``slowed`` is how many
    times the processor time that it used a busy process of ours took meanwhile.
    """

    journey: str
    promised: int
    alone: tuple[Reply, ...]
    crowd: tuple[Reply, ...]
    after: tuple[Reply, ...]
    beside: tuple[Beside, ...]
    sent_within_seconds: float = 0.0
    slowed: float = 1.0


@observed_by(
    "gonogo.suites.latency.experiments.crowd:send_a_crowd",
    kind=Kind.MEASURES,
    needs=frozenset({Can.ANSWER, Can.TAKE_LOAD, Can.TAKE_WRITES}),
    spared={Can.TAKE_WRITES: "latency.only_reads"},
    deadline_seconds=240.0,
)
@dataclass(frozen=True)
class Crowds:
    """Crowds in the order in which they came: a journey whose crowd did not go well had a second one.

    ``unreached`` got none, since the service did not come back to rest or time was over.
    """

    crowds: tuple[Crowded, ...]
    unreached: tuple[str, ...] = ()

    def of(self, journey: str) -> tuple[Crowded, ...]:
        """Every crowd of a journey."""
        return tuple(one for one in self.crowds if one.journey == journey)

    @property
    def journeys(self) -> tuple[str, ...]:
        """Every journey that had one."""
        return tuple(dict.fromkeys(one.journey for one in self.crowds))
