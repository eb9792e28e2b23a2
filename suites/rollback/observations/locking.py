"""What the rollback gate sees of locks that the newest revision takes on tables with many rows."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.rollback.observations.migrations import MigrationRun


@dataclass(frozen=True)
class Held:
    """A lock on a table by which others wait, and how long it was seen, in seconds."""

    table: str
    mode: str
    seconds: float


@dataclass(frozen=True)
class Locked:
    """A dependency's newest revision, on a database of the gate's own with many rows.

    ``within_seconds`` is what the contract promises. ``runs`` are the migration of the empty database, the
    way back and the migration of the full one, as far as they went. ``rows`` counts those of each table that
    was there before the last. ``control_seconds`` is for how long a lock of the gate's own was seen that was
    held for ``CONTROL_SECONDS``. ``rewritten`` are the tables that lie in another file after the last run.
    """

    dependency: str
    within_seconds: float
    runs: tuple[MigrationRun, ...]
    rows: tuple[tuple[str, int], ...] = ()
    control_seconds: float = 0.0
    held: tuple[Held, ...] = ()
    rewritten: tuple[str, ...] = ()


CONTROL_SECONDS = 0.5


@observed_by(
    "gonogo.suites.rollback.experiments.locking:watch_locks",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY, Can.START_ONCE}),
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class Locking:
    """Each dependency that promises it."""

    databases: tuple[Locked, ...]
