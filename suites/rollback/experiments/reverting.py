"""Migrate a database, put rows into it, take the newest revision back, and migrate it once more."""

from __future__ import annotations

from gonogo.contract.deployment import Deployment
from gonogo.contract.model import Contract
from gonogo.contract.postgresql import Migration
from gonogo.suites.rollback.catalogue import OWNER, SCHEMA
from gonogo.suites.rollback.filling import FILL, ROWS
from gonogo.suites.rollback.observations.migrations import MigrationRun, Repeated
from gonogo.suites.rollback.observations.reverting import Reverted, Reverting
from gonogo.suites.rollback.postgresql import Server
from gonogo.targets.base import Target

_LEAST_SECONDS = 30.0


def take_back(target: Target, contract: Contract, deployment: Deployment | None) -> Reverting:
    """Try each dependency whose contract says how."""
    limit = max(_LEAST_SECONDS, deployment.start_seconds if deployment else 0.0)
    found = []
    for name, made in contract.reverted_dependencies.items():
        assert made.migration is not None
        server = Server(target, name, made)
        facts = server.ask(made.database, OWNER)
        seen = _tried(server, made.migration, facts["owner"], (), limit)
        if seen.back is None and facts["extensions"]:  # what only a superuser may create was perhaps there
            seen = _tried(server, made.migration, facts["owner"], tuple(facts["extensions"]), limit)
        found.append(seen)
    return Reverting(tuple(found))


def _tried(
    server: Server, migration: Migration, owner: str, extensions: tuple[str, ...], limit: float
) -> Reverted:
    with server.empty(owner, extensions) as database:
        first = server.migrate(migration, database, limit)
        if first.status != 0:
            return Reverted(server.dependency, first)
        server.ask(database, FILL)
        whole, rows = server.ask(database, SCHEMA), server.ask(database, ROWS)
        back = server.migrate(migration.model_copy(update={"command": migration.back}), database, limit)
        if back.status != 0:
            return Reverted(server.dependency, first, back)
        between = server.ask(database, ROWS)
        run = server.migrate(migration, database, limit)
        return _compared(server, database, (first, back, run), (whole["things"], rows, between))


def _compared(
    server: Server,
    database: str,
    runs: tuple[MigrationRun, MigrationRun, MigrationRun],
    before: tuple[list[str], dict[str, int], dict[str, int]],
) -> Reverted:
    first, back, run = runs
    whole, rows, between = before
    things, now = server.ask(database, SCHEMA)["things"], server.ask(database, ROWS)
    missing, extra = set(whole) - set(things), set(things) - set(whole)
    again = Repeated("the newest revision was taken back", run, tuple(sorted(missing)), tuple(sorted(extra)))
    kept = sorted(table for table, count in rows.items() if count and table in between)
    lost = tuple(table for table in kept if now.get(table, 0) < rows[table])
    return Reverted(server.dependency, first, back, again, tuple(kept), lost)
