"""A PostgreSQL server that is asked by its own client, and empty databases on it for trials."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from gonogo.contract.postgresql import Migration, PostgreSQL
from gonogo.instruments.waits import Wait
from gonogo.suites.rollback.catalogue import BUILDERS, END, HOLDERS
from gonogo.suites.rollback.observations.migrations import MigrationRun
from gonogo.targets.base import Target, TargetError

_OPTIONS = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1")
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT pg_sleep(120); COMMIT"
_IN_SIGHT_SECONDS = 10.0
_BEFORE = (
    r"(^|(?<!:/)/|(?:dbname|database|Database|databaseName) *= *'?)"  # a path, which no host is; or a key
)


@dataclass(frozen=True)
class Server:
    """The server behind a dependency of the contract."""

    target: Target
    dependency: str
    made: PostgreSQL

    def ask(self, database: str, *statements: str) -> Any:
        """Run statements, each by itself, and return the last line of JSON; TargetError where one fails."""
        words = [*self.made.client, *_OPTIONS, f"--dbname={database}"]
        words += [f"--command={' '.join(statement.split())}" for statement in statements]
        said = self.target.execute_in_dependency(self.dependency, words)
        found = [line for line in said.splitlines() if line.startswith(("{", "["))]
        return json.loads(found[-1]) if found else None

    @contextmanager
    def empty(self, owner: str, extensions: Sequence[str] = ()) -> Iterator[str]:
        """Make an empty database with that owner, and drop it whoever is in it."""
        name = f"gonogo_{uuid.uuid4().hex[:12]}"
        self.ask(self.made.database, f"CREATE DATABASE {name} OWNER {_quoted(owner)}")
        try:
            if extensions:
                self.ask(name, *(f"CREATE EXTENSION IF NOT EXISTS {_quoted(e)} CASCADE" for e in extensions))
            yield name
        finally:
            self.ask(self.made.database, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def migrate(self, migration: Migration, database: str, limit_seconds: float) -> MigrationRun:
        """Run the release's migration on a database; what still runs after the time is removed."""

        def change(stated: Mapping[str, str]) -> Mapping[str, str]:
            value = stated.get(migration.variable, "")
            return {migration.variable: renamed(value, self.made.database, database, migration.variable)}

        trial = self.target.start_beside(migration.service, change, migration.command)
        try:
            seen = trial.wait(limit_seconds)
        finally:
            trial.end()
        return MigrationRun(seen.status, round(seen.seconds, 3), seen.output[-500:])

    @contextmanager
    def snapshot_held(self, database: str) -> Iterator[None]:
        """Keep a transaction open that has looked at the database: an index cannot be finished meanwhile."""
        name = f"gonogo_{uuid.uuid4().hex[:12]}"
        held = f"SET application_name = {name}"

        def hold() -> None:
            with suppress(TargetError, OSError):  # it is ended by force, or nobody hears of it any more
                self.ask(database, held, _SNAPSHOT)

        def is_open() -> bool:
            return bool(self.ask(self.made.database, HOLDERS.format(name=name))["n"])

        holder = threading.Thread(target=hold, daemon=True)
        holder.start()
        try:
            Wait("a transaction is open", _IN_SIGHT_SECONDS, 0.05).until(is_open)
            yield
        finally:
            self.ask(self.made.database, END.format(name=name))
            holder.join(_IN_SIGHT_SECONDS)

    def builders(self, database: str) -> dict[str, int]:
        """Return who has built an index in a database and waits for older transactions, by backend."""
        found: dict[str, int] = self.ask(self.made.database, BUILDERS.format(database=database))
        return found

    def cut(self, backends: Iterable[int]) -> None:
        """End connections."""
        self.ask(self.made.database, *(f"SELECT pg_terminate_backend({pid})" for pid in backends))


def renamed(value: str, old: str, new: str, variable: str) -> str:
    """Put another database's name into a name, a URL or a connection string; TargetError without the old."""
    place = rf"{_BEFORE}{re.escape(old)}(?=$|[?;&#\s',])"
    changed, count = re.subn(place, lambda found: found[1] + new, value)
    if count != 1:
        raise TargetError(f"the variable {variable} of the migration does not name the database {old} once")
    return changed


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
