"""What the metrics gate sees of hostile input."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Growth:
    """Series of one process around requests that nobody else sends; ``examples`` are some of the new ones.

    ``replaced`` are some that stand in the place of others, which each scrape in between had anew. Of the
    answers ``limited`` were 429; of the new series ``of_limits`` count those, and tell nothing of ours.
    """

    source: str
    answered: int
    before: int
    after: int
    new: int
    examples: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    limited: int = 0
    of_limits: int = 0


@observed_by(
    "gonogo.suites.metrics.experiments.hostile:send_hostile_traffic",
    kind=Kind.WRITES,  # it only reads, but what it leaves in the counters is for nobody to add up
    needs=frozenset({Can.READ_EXPOSITION, Can.TAKE_WRITES}),
    deadline_seconds=120.0,
    uses_up="series",  # where a label has so many values and no more, it takes those that are left
)
@dataclass(frozen=True)
class Grown:
    """Growth of each process that serves an exposition."""

    growths: tuple[Growth, ...]
