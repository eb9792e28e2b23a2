"""The newest revision of the schema locks no table for long, however many rows it has.

Why: what takes a moment on a copy with few rows (an index, a column with a value for each row, a backfill in
the same transaction, a change of type) keeps everybody from the table for minutes on the real one.
Reference: PostgreSQL, "Explicit Locking"; squawk, require-concurrent-index-creation, changing-column-type;
strong_migrations, "Backfilling data".
Remedy: build indexes concurrently; add columns empty or with a constant; fill them in batches, each
committed; add constraints as `NOT VALID` and validate them in a transaction of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.locking import CONTROL_SECONDS, Locked, Locking
from gonogo.suites.rollback.repeating import ended

_EVERYBODY = "AccessExclusiveLock"
_BUILDS = "ShareLock"  # of CREATE INDEX alone; one that is built concurrently takes another


@rule("locked_dependencies")
def judge(seen: Locking) -> Judgement:
    """Refuse a lock by which others wait for too long, or for as long as a table has rows, on any machine.

    The watch has to have seen the gate's own.
    """
    if doubts := "; ".join(f"{one.dependency}: {doubt}" for one in seen.databases if (doubt := _doubt(one))):
        return Judgement.cannot_tell(doubts)
    problems = tuple(problem for one in seen.databases for problem in _problems(one))
    evidence = {
        one.dependency: {
            "rows": dict(one.rows),
            "locks, seconds": {f"{held.table} {held.mode}": held.seconds for held in one.held},
            "written anew": list(one.rewritten),
        }
        for one in seen.databases
    }
    return Judgement(sum(len(one.rows) for one in seen.databases), problems, "nothing was migrated", evidence)


def _doubt(one: Locked) -> str:
    for run, what in zip(one.runs, ("an empty database", "the way back", "tables with rows"), strict=False):
        if run.status != 0:
            return f"the migration, on {what}, {ended(run)}"
    if not any(count > 1 for _, count in one.rows):
        return "no table took the rows that were put into it"
    if one.control_seconds < CONTROL_SECONDS / 2:
        return f"a lock of {CONTROL_SECONDS:g} s was seen for {one.control_seconds:g} s"
    return ""


def _problems(one: Locked) -> Iterator[Problem]:
    rows = dict(one.rows)
    long = [held for held in one.held if held.seconds > one.within_seconds]
    for held in long:
        who = "readers and writers" if held.mode == _EVERYBODY else "writers"
        yield Problem(
            f"{one.dependency}: {held.table}, {rows.get(held.table, 0)} rows",
            f"{who} wait {one.within_seconds:g} s at most",
            f"{held.mode} for {held.seconds:.1f} s",
        )
    for table, what in _as_long_as_rows(one, rows).items():
        if table not in {held.table for held in long}:
            where = f"{one.dependency}: {table}, {rows[table]} rows"
            yield Problem(where, "nobody waits for as long as it has rows", f"it is {what} under a lock")


def _as_long_as_rows(one: Locked, rows: dict[str, int]) -> dict[str, str]:
    """Return what is done to tables that takes the longer the more rows they have; few rows take no time."""
    built = dict.fromkeys(
        (held.table for held in one.held if held.mode == _BUILDS), "read whole for an index"
    )
    done = built | dict.fromkeys(one.rewritten, "written anew")
    most = max(rows.values(), default=0)
    return {table: what for table, what in done.items() if 2 * rows.get(table, 0) >= most}
