"""What the latency gate sees of the statements that a list needs."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Asked:
    """One read: what it was answered, how many rows came, and how many statements the database ran for it."""

    status: int | None
    rows: int
    statements: int


@dataclass(frozen=True)
class Listed:
    """One list, asked for few rows and for many, each time for another number of them: no cache has it."""

    name: str
    promised: int
    few: tuple[Asked, ...]
    many: tuple[Asked, ...]


@observed_by(
    "gonogo.suites.latency.experiments.statements:count_statements",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES, Can.EXECUTE_IN_DEPENDENCY}),
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class Statements:
    """Each list of the contract; ``uncounted`` says why a database does not count, empty where all do."""

    lists: tuple[Listed, ...]
    uncounted: str = ""
