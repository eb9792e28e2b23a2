"""What the latency gate sees of a candidate beside the release that runs today."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Turn:
    """One turn of one arm: sorted latencies from the intended start; ``failed`` had no promised answer.

    Nobody knows what became of ``unknown`` arrivals: not sent, cut off, or the generator's own failures.
    """

    latencies_seconds: tuple[float, ...]
    failed: int = 0
    unknown: int = 0


@dataclass(frozen=True)
class Turns:
    """The two turns of a round, whatever the order in which they were taken.

    ``arm`` is the baseline's: of every two rounds one is of its first arm, 0, and one of its second, 1.
    """

    candidate: Turn
    baseline: Turn
    arm: int


@dataclass(frozen=True)
class JourneyCompared:
    """One journey, round by round; failures by status or error, of the candidate and of the baseline."""

    name: str
    rounds: tuple[Turns, ...]
    failures: dict[str, int]
    baseline_failures: dict[str, int]


@observed_by(
    "gonogo.suites.latency.experiments.comparison:compare_with_baseline",
    kind=Kind.MEASURES,
    needs=frozenset({Can.ANSWER, Can.TAKE_LOAD, Can.TAKE_WRITES, Can.BE_COMPARED}),
    spared={Can.TAKE_WRITES: "latency.only_reads"},
    deadline_seconds=900.0,
)
@dataclass(frozen=True)
class Comparison:
    """The candidate and the baseline under the same load, in turns; a coin deals the baseline's to two arms.

    ``baseline`` names it as it was given, ``revisions`` what the candidate and it state. ``stopped_by`` says
    what ended the load early; ``planned`` and ``sent`` count arrivals, ``sent_late`` those later than they
    should have been. ``seconds`` is how long was measured, in ``looks`` parts.
    """

    baseline: str
    journeys: tuple[JourneyCompared, ...]
    stopped_by: str = ""
    planned: int = 0
    sent: int = 0
    sent_late: int = 0
    seconds: float = 0.0
    looks: int = 1
    revisions: tuple[str, ...] = ()
