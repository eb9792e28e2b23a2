"""What the metrics gate sees of gauges whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Look:
    """One gauge of one process beside its truth, at one moment.

    ``gauge`` is the series and its labels, ``tolerance`` the contract's. ``value`` is None where the scrape
    does not have it. ``itself`` is 1 where the scrape is a request in flight too. ``untold`` is why nothing
    can be said, empty where something can. ``moves`` says that the truth should differ from moment to moment.
    """

    source: str
    gauge: str
    moment: str
    value: float | None
    truth: float | None
    tolerance: float = 0.0
    itself: float = 0.0
    untold: str = ""
    moves: bool = False

    @property
    def is_right(self) -> bool:
        """Whether the gauge says what is so; NaN never does."""
        if self.untold or self.value is None or self.truth is None:
            return False
        return abs(self.value - self.truth - self.itself) <= self.tolerance


@observed_by(
    "gonogo.suites.metrics.experiments.gauges:compare_gauges",
    kind=Kind.WRITES,  # where it only reads, nobody else's requests may be in flight meanwhile
    needs=frozenset({Can.READ_EXPOSITION, Can.TAKE_WRITES}),
    spared={Can.TAKE_WRITES: "metrics.gauges_only_read"},
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class Gauges:
    """Every promised gauge of each process that serves an exposition, each once it stood still."""

    looks: tuple[Look, ...]
