"""Take the newest revision back on an empty database, fill that, and watch what making it again locks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gonogo.contract.deployment import Deployment
from gonogo.contract.model import Contract
from gonogo.contract.postgresql import Migration
from gonogo.instruments.waits import Wait
from gonogo.suites.rollback.catalogue import OWNER, SCHEMA
from gonogo.suites.rollback.crowding import NOW, fill, hold, looking, over, watch
from gonogo.suites.rollback.filling import FILES, ROWS
from gonogo.suites.rollback.observations.locking import CONTROL_SECONDS, Held, Locked, Locking
from gonogo.suites.rollback.observations.migrations import MigrationRun
from gonogo.suites.rollback.postgresql import Server
from gonogo.targets.base import Target

_LEAST_SECONDS = 60.0
_BEGINS_SECONDS = 20.0  # a client is started in the container, beside what else runs there
_MOST = 20


def watch_locks(target: Target, contract: Contract, deployment: Deployment | None) -> Locking:
    """Try each dependency whose contract promises it."""
    limit = max(_LEAST_SECONDS, deployment.start_seconds if deployment else 0.0)
    found = []
    for name, made in contract.locked_dependencies.items():
        assert made.migration is not None
        server = Server(target, name, made)
        facts = server.ask(made.database, OWNER)
        seen = _tried(server, made.migration, facts["owner"], (), limit)
        if any(run.status for run in seen.runs[:2]) and facts["extensions"]:  # as only a superuser may create
            seen = _tried(server, made.migration, facts["owner"], tuple(facts["extensions"]), limit)
        found.append(seen)
    return Locking(tuple(found))


def _tried(
    server: Server, migration: Migration, owner: str, extensions: tuple[str, ...], limit: float
) -> Locked:
    assert migration.locks is not None
    promised = migration.locks
    with server.empty(owner, extensions) as database:
        runs = [server.migrate(migration, database, limit)]
        if runs[0].status == 0:
            back = migration.model_copy(update={"command": migration.back})
            runs.append(server.migrate(back, database, limit))
        if runs[-1].status != 0:
            return Locked(server.dependency, promised.held_within_seconds, tuple(runs))
        server.ask(database, fill(promised.rows))
        rows = {table: count for table, count in server.ask(database, ROWS).items() if count}
        tables = server.ask(database, SCHEMA)["tables"]
        files = server.ask(database, FILES)
        run, own, held = _watched(server, migration, database, (rows, tables), limit)
        anew = [
            table for table, file in server.ask(database, FILES).items() if files.get(table, file) != file
        ]
    told = tuple(sorted(rows.items()))
    return Locked(
        server.dependency, promised.held_within_seconds, (*runs, run), told, own, held, tuple(sorted(anew))
    )


def _watched(
    server: Server,
    migration: Migration,
    database: str,
    known: tuple[dict[str, int], dict[str, str]],
    limit: float,
) -> tuple[MigrationRun, float, tuple[Held, ...]]:
    """Lock a table as a control, then migrate; return the run, how long the first was seen, and the rest."""
    rows, tables = known
    table = max(rows, key=rows.__getitem__, default="")
    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(server.ask, server.made.database, *watch(database, limit + _LEAST_SECONDS))
        try:
            Wait("the watch looks", _BEGINS_SECONDS, 0.05).until(lambda: _is_looking(server, database))
            if table:
                server.ask(database, *hold(table, CONTROL_SECONDS))
            began = server.ask(database, NOW)["now"]
            run = server.migrate(migration, database, limit)
        finally:
            server.ask(database, over(database))
        seen = watching.result()["held"]
    own = max((one["seconds"] for one in seen if one["began"] < began), default=0.0)
    return run, own, _named(seen, began, {number: name for name, number in tables.items()})


def _is_looking(server: Server, database: str) -> bool:
    return bool(server.ask(server.made.database, looking(database))["n"])


def _named(seen: list[dict[str, Any]], began: float, names: dict[str, str]) -> tuple[Held, ...]:
    """Return the locks on tables that were there before, the longest first."""
    held = (
        Held(names[one["relation"]], one["mode"], one["seconds"])
        for one in seen
        if one["began"] >= began and one["relation"] in names
    )
    return tuple(sorted(held, key=lambda one: one.seconds, reverse=True)[:_MOST])
