"""What the rollback gate sees of a PostgreSQL database, and of the release's migrations on empty ones."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Indexed:
    """A database of the release: how many indexes it has, and which are invalid and left so."""

    dependency: str
    database: str
    indexes: int
    invalid: tuple[str, ...]


@observed_by(
    "gonogo.suites.rollback.experiments.indexes:read_indexes",
    kind=Kind.READS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY}),
)
@dataclass(frozen=True)
class Indexes:
    """The release's databases as its migrations have left them."""

    databases: tuple[Indexed, ...]


@dataclass(frozen=True)
class MigrationRun:
    """One run: its exit status, None where it still ran at the end of its time, and its last lines."""

    status: int | None
    seconds: float
    said: str


@dataclass(frozen=True)
class Repeated:
    """A run on what another one has left, ``after`` which, in words.

    ``missing`` and ``extra`` are what the schema then had less and more than after one run that nobody
    disturbed; ``anew`` are tables that were dropped and made again. ``building`` says that the one before was
    cut while it built an index concurrently.
    """

    after: str
    run: MigrationRun
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    building: bool = False


@dataclass(frozen=True)
class Migrated:
    """A dependency's migrations, on empty databases of the gate's own.

    ``first`` are runs on an empty one, the last of them the one that the others are compared with. ``again``
    are runs on what that left; ``died`` are runs on what one left whose connection was cut.
    """

    dependency: str
    first: tuple[MigrationRun, ...]
    again: tuple[Repeated, ...] = ()
    died: tuple[Repeated, ...] = ()


@observed_by(
    "gonogo.suites.rollback.experiments.migrations:migrate_again",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY, Can.START_ONCE}),
    deadline_seconds=420.0,
)
@dataclass(frozen=True)
class Migrations:
    """Each dependency that the release is known to migrate."""

    databases: tuple[Migrated, ...]
