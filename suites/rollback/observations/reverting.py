"""What the rollback gate sees of a newest revision that is taken back, and made again."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.rollback.observations.migrations import MigrationRun, Repeated


@dataclass(frozen=True)
class Reverted:
    """A dependency's newest revision, on a database of the gate's own with a row in most tables.

    ``back`` is None where the migration before it did not end with 0, and ``again`` where the way back did
    not. ``kept`` are the tables with rows that are there all the while, ``lost`` those of them whose rows are
    gone at the end.
    """

    dependency: str
    first: MigrationRun
    back: MigrationRun | None = None
    again: Repeated | None = None
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@observed_by(
    "gonogo.suites.rollback.experiments.reverting:take_back",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY, Can.START_ONCE}),
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class Reverting:
    """Each dependency whose newest revision can be taken back."""

    databases: tuple[Reverted, ...]
