"""What the latency gate sees."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.evidence import LatencyTimeline
from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Block:
    """The arrivals of a journey whose intended start lies in one second, and how many were over the budget.

    ``over`` of ``arrivals`` holds all that is our own doing against the service; ``over_in_time`` of
    ``in_time`` is of what was sent in time, less the generator's lateness, and counts what nobody knows as
    answered at once. ``surely_over`` of ``arrivals`` took longer whenever they were sent.
    """

    arrivals: int
    over: int
    in_time: int
    over_in_time: int
    surely_over: int


@dataclass(frozen=True)
class QuantileMeasured:
    """One quantile of one journey that has a budget for it, from the intended start to the last byte.

    Each is the worse of all arrivals and of those answered as expected, so that quick failures cannot make a
    slow service look fast. ``seconds`` is that of what finished; ``at_worst_seconds`` counts what was
    dropped, cut off or failed by the generator itself as never answered. ``without_late_seconds`` counts that
    as answered at once, leaves out what was sent late, and takes off how late the generator was while the
    others were under way: it is of ``punctual`` arrivals, and 0 of none. ``surely_over`` counts arrivals that
    took longer than the budget from their actual send, even after the generator's worst lag is taken off: no
    generator's doing. ``blocks`` are in the order of time, one for each second.
    """

    seconds: float
    surely_over: int
    at_worst_seconds: float
    without_late_seconds: float
    punctual: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class JourneyMeasured:
    """One journey in the window that counts.

    ``failed`` counts finished requests without the expected answer, ``own_errors`` those among them that are
    the generator's own doing (no ports, no files), ``failures`` says by status or error how often.
    ``quantiles`` holds p50, p95 and p99 where the journey has a budget for it.
    """

    name: str
    planned: int
    started: int
    finished: int
    dropped: int
    failed: int
    own_errors: int
    failures: dict[str, int]
    quantiles: dict[str, QuantileMeasured]
    max_seconds: float

    @property
    def answered(self) -> int:
        """Arrivals answered as expected."""
        return self.finished - self.failed

    @property
    def unknown(self) -> int:
        """Arrivals of which nobody knows how they would have gone: not sent, cut off, or our own failures."""
        return self.planned - self.finished + self.own_errors


@observed_by(
    "gonogo.suites.latency.experiments.journeys:measure_journeys",
    kind=Kind.MEASURES,
    needs=frozenset({Can.ANSWER, Can.TAKE_LOAD, Can.TAKE_WRITES}),
    spared={Can.TAKE_WRITES: "latency.only_reads"},
    deadline_seconds=900.0,
)
@dataclass(frozen=True)
class Measurement:
    """All journeys under one open-loop load; ``stopped_by`` says what ended it early, empty where nothing.

    ``sent_late`` counts arrivals that were sent later than the generator should have sent them. ``looks`` is
    how often it was asked whether the budgets are decided: once for each part of the load.
    """

    stopped_by: str
    journeys: tuple[JourneyMeasured, ...]
    timeline: LatencyTimeline
    sent_late: int = 0
    looks: int = 1

    @property
    def planned(self) -> int:
        """Arrivals planned, all journeys."""
        return sum(journey.planned for journey in self.journeys)

    @property
    def started(self) -> int:
        """Arrivals sent, all journeys."""
        return sum(journey.started for journey in self.journeys)
