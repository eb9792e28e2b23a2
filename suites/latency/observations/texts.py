"""What the latency gate sees of text that clients write into requests, and that takes long to read."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Point:
    """A text of so many characters, and the shortest time that it took."""

    characters: int
    seconds: float


@dataclass(frozen=True)
class Attempt:
    """Three lengths of one family, the shortest first, timed in turn with ordinary words as long.

    ``ordinary_seconds`` is what those took, None where they were not taken; beside ordinary words themselves
    stands a short text.
    """

    points: tuple[Point, ...]
    ordinary_seconds: float | None

    @property
    def times(self) -> list[float]:
        """The seconds, of the shortest first."""
        return [point.seconds for point in self.points]


@dataclass(frozen=True)
class Silence:
    """A text of so many characters without an answer in ``seconds``, twice or for good."""

    characters: int
    seconds: float
    ordinary_seconds: float | None


@dataclass(frozen=True)
class Series:
    """One family of texts in one place, up to ``longest`` characters.

    ``attempts`` holds each time that three lengths were timed since a text took long.
    """

    place: str
    family: str
    longest: int
    attempts: tuple[Attempt, ...] = ()
    silence: Silence | None = None


@dataclass(frozen=True)
class Place:
    """Where text goes: how the contract's own request was answered, and ordinary words of several lengths.

    ``status`` is None where nothing was answered. ``ordinary`` has the characters of each text and its
    status; ``usual_seconds`` is the least that the shortest one took.
    """

    name: str
    promised: int
    status: int | None
    usual_seconds: float
    ordinary: tuple[tuple[int, int | None], ...] = ()


@observed_by(
    "gonogo.suites.latency.experiments.texts:send_texts",
    kind=Kind.MEASURES,
    needs=frozenset({Can.ANSWER, Can.TAKE_LOAD, Can.TAKE_WRITES}),
    spared={Can.TAKE_WRITES: "latency.text.only_reads"},
    deadline_seconds=400.0,
)
@dataclass(frozen=True)
class Texts:
    """Every family in every place; ``unsent`` says why some were left out, empty where none was."""

    places: tuple[Place, ...]
    series: tuple[Series, ...]
    unsent: tuple[str, ...] = ()
