"""What the metrics gate sees of how often a collector looks, beside the rules that it evaluates."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Timed:
    """One rule of a file: ``recorded`` is what it records, empty for an alert.

    ``every_seconds`` is how often its group is evaluated.
    """

    file: str
    name: str
    expression: str
    recorded: str
    every_seconds: float


@observed_by(
    "gonogo.suites.metrics.experiments.windows:read_windows",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
)
@dataclass(frozen=True)
class Windows:
    """Every rule of the promised files, and every job with the seconds from one scrape to the next.

    ``evaluated_seconds`` is how often rules are evaluated whose group does not say; ``unread`` are the files
    that do not parse.
    """

    rules: tuple[Timed, ...]
    jobs: dict[str, float]
    evaluated_seconds: float
    unread: tuple[str, ...] = ()
