"""What the metrics gate sees of an exposition after text that a label value has to escape."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Body:
    """One scrape: ``wanted`` is the format that was asked for, ``openmetrics`` whether it came as that."""

    wanted: str
    status: int | None
    error: str
    openmetrics: bool
    text: str

    @property
    def came(self) -> bool:
        """Whether it was answered, and whole."""
        return self.status == 200 and not self.error


@dataclass(frozen=True)
class Escaped:
    """Scrapes of one process, one for each promised format, around ``answered`` requests with such text.

    ``mark`` stands in all of the text, on both sides of what has to be escaped, and nowhere else.
    ``between`` are scrapes right behind a write with such text, or a request with such a header: of some
    things only the last is kept.
    """

    source: str
    mark: str
    answered: int
    before: tuple[Body, ...]
    after: tuple[Body, ...]
    between: tuple[Body, ...] = ()


@observed_by(
    "gonogo.suites.metrics.experiments.escaping:send_text_to_escape",
    kind=Kind.WRITES,  # it only reads, but what it leaves in the counters is for nobody to add up
    needs=frozenset({Can.READ_EXPOSITION, Can.TAKE_WRITES}),
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class Escaping:
    """Each process that serves an exposition."""

    processes: tuple[Escaped, ...]
