"""Migrations that the tests of their rules share."""

from dataclasses import replace

from gonogo.suites.rollback.observations.migrations import Migrated, MigrationRun, Migrations, Repeated
from tests.judging import contract

CLIENT = ["psql", "--username=postgres"]
MIGRATION = {"service": "migrate", "variable": "DATABASE_URL", "resumes": True}
POSTGRESQL = {"client": CLIENT, "database": "shop", "migration": MIGRATION}
CONTRACT = contract(dependencies={"store": {"service": "db", "postgresql": POSTGRESQL}})
DONE = MigrationRun(0, 2.0, "done")
FAILED = MigrationRun(1, 2.0, "relation already exists")
STUCK = MigrationRun(None, 90.0, "waiting for the lock")
WELL = Repeated("a whole run", DONE)
CUT = Repeated("one that was cut at statement 2 of 3, CREATE INDEX", DONE)


def migrations(again: Repeated = WELL, *died: Repeated, first: MigrationRun = DONE) -> Migrations:
    made = Migrated("store", (first,), (again,), died or (CUT,))
    return Migrations((made if first.status == 0 else replace(made, again=(), died=()),))
