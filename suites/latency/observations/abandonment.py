"""What the latency gate sees of clients that do not wait for their answers."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Abandoned:
    """One journey: ``left`` of its requests were left by their clients before the end of the answer.

    ``before`` and ``after`` hold how each request of a client that waits was answered, as the status or the
    error: before the others left, and once what they had left could have ended. ``late`` counts
    time-outs among the latter that may be our own machine's, which was too busy to look for that long.
    """

    journey: str
    promised: int
    before: tuple[str, ...]
    left: int
    after: tuple[str, ...]
    late: int = 0


@observed_by(
    "gonogo.suites.latency.experiments.abandonment:abandon_requests",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.ANSWER, Can.TAKE_LOAD}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class Abandonment:
    """Every journey that the target allows, all of them at the same time and at their planned rates.

    Those that write are left out where a target takes no writes.
    """

    journeys: tuple[Abandoned, ...]
