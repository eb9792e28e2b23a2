"""What the latency gate sees of processes that answer many requests."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by

_MAY_FAIL = 0.05


@dataclass(frozen=True)
class Course:
    """What one process held at each reading of a part, in which it lived throughout.

    Memory is in bytes. A tuple is empty where that could not be read each time. ``runtime`` is what runs it,
    where that collects late, else empty.
    """

    process: str
    memory_bytes: tuple[int, ...] = ()
    descriptors: tuple[int, ...] = ()
    threads: tuple[int, ...] = ()
    runtime: str = ""


@dataclass(frozen=True)
class Part:
    """Some blocks of requests, with a reading before the first and after each, none under way then.

    ``requests`` counts those sent by each reading, from 0; ``processes`` how many there were. Before the last
    reading they had a moment to let go where something had grown. ``collections`` has, for each exposition
    that says so each time, how often its runtime had collected by each reading.
    """

    requests: tuple[int, ...]
    courses: tuple[Course, ...]
    processes: tuple[int, ...] = ()
    collections: tuple[tuple[int, ...], ...] = ()

    @property
    def sent(self) -> int:
        """Requests of this part."""
        return self.requests[-1] if self.requests else 0


@observed_by(
    "gonogo.suites.latency.experiments.soak:send_many",
    kind=Kind.MEASURES,
    needs=frozenset({Can.ANSWER, Can.TAKE_LOAD, Can.TAKE_WRITES, Can.READ_PROCESSES}),
    spared={Can.TAKE_WRITES: "latency.soak.only_reads"},
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class Soaked:
    """One part, and more while something grows, or may: as many as `soaking.goes_on` asks for.

    ``otherwise`` counts answers that are not the journey's own, by journey and status or error. ``seconds``
    is how long all of it took. ``stopped_by`` says what ended it early, empty where nothing did; ``gave_up``
    that it was a run of such answers.
    """

    parts: tuple[Part, ...]
    answered: int
    otherwise: dict[str, int]
    seconds: float
    stopped_by: str = ""
    gave_up: bool = False

    @property
    def fails(self) -> bool:
        """Whether so much was answered otherwise that the requests are not those that were meant."""
        wrong = sum(self.otherwise.values())
        return self.gave_up or wrong > _MAY_FAIL * (wrong + self.answered)
