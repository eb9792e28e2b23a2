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
    ``least`` is the smallest of the series that ``value`` adds up, 0 or more where there is none.
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
    least: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether the gauge says what is so, each part of it too; NaN never does."""
        return self.adds_up and not self.hides_a_loss

    @property
    def adds_up(self) -> bool:
        """Whether the sum of its parts is what is so."""
        if self.untold or self.value is None or self.truth is None:
            return False
        return abs(self.value - self.truth - self.itself) <= self.tolerance

    @property
    def hides_a_loss(self) -> bool:
        """Whether a part is less than nothing, though the whole is of a kind that never is."""
        return self.least < -self.tolerance and (self.truth or 0.0) >= 0


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
