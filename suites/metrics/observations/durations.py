"""What the metrics gate sees of durations, on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Timed:
    """Requests of one route to one process: how long the client waited in all, and what was counted of it.

    ``counted`` and ``summed`` are by how much `_count` and `_sum` moved, None where a scrape or a request was
    not answered. ``summed`` is in whatever unit the service counts. For ``surely_seconds`` of all that it was
    the service that the client waited for. Of ``cached`` the answers state that a cache gave them, and
    ``cached_seconds`` is how long the client waited for those: the service may have counted them or not.
    ``beside_seconds`` is how long the client waited for others that were under way at the same time, each of
    which may have kept these waiting where the service does not see it, or kept it from noting their end.
    """

    source: str
    method: str
    route: str
    sent: int
    waited_seconds: float
    counted: float | None
    summed: float | None
    surely_seconds: float = 0.0
    cached: int = 0
    cached_seconds: float = 0.0
    beside_seconds: float = 0.0

    @property
    def certain(self) -> int:
        """How many it has to have counted."""
        return self.sent - self.cached


@observed_by(
    "gonogo.suites.metrics.experiments.durations:time_known_traffic",
    kind=Kind.WRITES,  # it only reads, but nobody else's requests may come between
    needs=frozenset({Can.READ_EXPOSITION}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class Durations:
    """Every route of the known traffic that is read by GET, process by process.

    A slow one, and what was asked while it was under way, once more by themselves.
    """

    timed: tuple[Timed, ...]
