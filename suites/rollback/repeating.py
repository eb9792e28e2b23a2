"""What a migration that was run again did otherwise than it should have."""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.suites.rollback.observations.migrations import Migrated, MigrationRun, Migrations, Repeated

_MOST = 4


def doubt(seen: Migrations) -> str:
    """Say which migration did not come to its end on an empty database; empty where each did."""
    failed = [(one.dependency, one.first[-1]) for one in seen.databases if one.first and not one.again]
    return "; ".join(
        f"the migration of {name} did not end with 0 on an empty database: {ended(run)}"
        for name, run in failed
    )


def differences(dependency: str, repeated: Repeated) -> tuple[Problem, ...]:
    """Return what is wrong with one run on what another had left: it failed, or the schema is another."""
    where = f"{dependency}: a run after {repeated.after}"
    if repeated.run.status != 0:
        return (Problem(where, "ends with 0", ended(repeated.run)),)
    changes = (
        *(f"lacks {thing}" for thing in repeated.missing),
        *(f"has {thing} besides" for thing in repeated.extra),
        *(f"made the table {table} anew" for table in repeated.anew),
    )
    if not changes:
        return ()
    more = f"; and {len(changes) - _MOST} more" if len(changes) > _MOST else ""
    return (Problem(where, "the schema of one whole run", "; ".join(changes[:_MOST]) + more),)


def repeats(databases: tuple[Migrated, ...], *, died: bool) -> list[tuple[str, Repeated]]:
    """Return each run that was looked at, with its dependency."""
    return [(one.dependency, run) for one in databases for run in (one.died if died else one.again)]


def ended(run: MigrationRun) -> str:
    """Say how a run ended, with its last words."""
    how = f"still ran after {run.seconds:.0f} s" if run.status is None else f"ended with {run.status}"
    return f"{how}: {' '.join(run.said.split())[-300:]}"
