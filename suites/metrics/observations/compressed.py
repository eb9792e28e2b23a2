"""What the metrics gate sees of a scrape that is asked for as a Prometheus server asks: compressed."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Pair:
    """A compressed scrape of one process beside a plain one before it, and one after it where names went.

    ``plain`` counts the sample names that each plain one has; ``lost`` are those of them that the
    compressed one lacks. ``coding`` is its Content-Encoding, ``error`` why it could not be read.
    """

    source: str
    status: int | None
    coding: str
    error: str
    plain: int
    lost: tuple[str, ...]


@observed_by(
    "gonogo.suites.metrics.experiments.compressed:scrape_compressed",
    kind=Kind.READS,
    needs=frozenset({Can.READ_EXPOSITION}),
    quick=True,
)
@dataclass(frozen=True)
class Compressed:
    """Each process that serves an exposition."""

    pairs: tuple[Pair, ...]
