"""What the health gate sees of a process from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.health.observations.probes import OutageBody, Sample

HEADS = "readiness by HEAD"
"""The question of a balancer that wants no body."""


@dataclass(frozen=True)
class FirstRequest:
    """One of the first requests of a process that said it was ready; times in seconds.

    ``late_seconds`` of its ``seconds`` our own process did not run. ``answer`` is its status or its error.
    """

    journey: str
    number: int
    promised: int
    seconds: float
    late_seconds: float
    answer: str


@observed_by(
    "gonogo.suites.health.experiments.lifecycle:start_and_stop",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.START_REPLICA}),
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class Lifecycle:
    """One more process of the release, asked from its first moment until it is gone.

    Times count from its start. ``stop_asked_seconds`` is when it was told to stop, ``gone_seconds`` when it
    and what it had started had ended; ``status`` is its exit status, None where it had to be killed, and
    ``left`` names what of its own had to be. For ``late_seconds`` of that it only waited for a processor of
    our machine. ``became_ready`` says whether it was told to stop after it was ready, or because the time was
    over. ``first`` holds its first requests, and those of a second process where one of the first's was slow;
    traffic begins with them. ``write_status`` is what its writes are promised, None where none is known, and
    ``reads`` what other reads are, by their question. When it was ready it had counted ``counted_by_then``
    reads of the known traffic, None where nobody can read that, and no more than ``asked_by_then`` had been
    sent to it; another process had answered many before. ``bodies`` are what its probes said, each once.
    """

    traffic_status: int | None
    became_ready: bool
    stop_asked_seconds: float
    gone_seconds: float
    status: int | None
    samples: tuple[Sample, ...]
    left: tuple[str, ...] = ()
    late_seconds: float = 0.0
    first: tuple[tuple[FirstRequest, ...], ...] = ()
    write_status: int | None = None
    reads: dict[str, int] = field(default_factory=dict)
    counted_by_then: float | None = None
    asked_by_then: int = 0
    bodies: tuple[OutageBody, ...] = ()

    def of(self, question: str) -> list[Sample]:
        """Return the samples of a question, in order."""
        return [sample for sample in self.samples if sample.question == question]

    @property
    def promised(self) -> dict[str, int | None]:
        """What users are promised, by the question that they ask."""
        return {"traffic": self.traffic_status, "write": self.write_status, **self.reads}

    @property
    def ready_seconds(self) -> float | None:
        """When readiness first passed before the stop."""
        passed = [
            s.at_seconds for s in self.of("readiness") if s.passes and s.at_seconds < self.stop_asked_seconds
        ]
        return min(passed, default=None)

    @property
    def served(self) -> bool:
        """Whether it was ready, and still answered when it was told to stop."""
        asked = [s for s in self.samples if s.at_seconds + s.seconds < self.stop_asked_seconds]
        last = max(asked, key=lambda s: s.at_seconds, default=None)
        return self.became_ready and last is not None and last.status is not None
