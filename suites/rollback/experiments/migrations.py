"""Migrate empty databases on the release's server: once, once more, and after a run that was cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from gonogo.contract.deployment import Deployment
from gonogo.contract.model import Contract
from gonogo.contract.postgresql import Migration
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.rollback.catalogue import OWNER, REACHED, SCHEMA, STATEMENTS, UNCOUNTED, counter
from gonogo.suites.rollback.observations.migrations import Migrated, MigrationRun, Migrations, Repeated
from gonogo.suites.rollback.postgresql import Server
from gonogo.targets.base import Target

_CUTS = 3  # the newest places, for what a roll-out runs is new
_SIDE_BY_SIDE = 2
_LEAST_SECONDS = 30.0
_CONCURRENTLY = re.compile(r"\bconcurrently\b", re.IGNORECASE)
_BUILDS = ("CREATE INDEX", "REINDEX")

_Schema = dict[str, Any]
_Statement = dict[str, Any]


def migrate_again(target: Target, contract: Contract, deployment: Deployment | None) -> Migrations:
    """Try each dependency that the release migrates."""
    limit = max(_LEAST_SECONDS, deployment.start_seconds if deployment else 0.0)
    found = []
    for name, made in contract.migrated_dependencies.items():
        assert made.migration is not None
        server = Server(target, name, made)
        facts = server.ask(made.database, OWNER)
        trial = _Trial(server, made.migration, facts["owner"], (), limit)
        seen = trial.whole()
        if seen.again or not facts["extensions"]:
            found.append(seen)
            continue
        # what only a superuser may create was perhaps there before the first migration
        more = replace(trial, extensions=tuple(facts["extensions"])).whole()
        found.append(replace(more, first=(*seen.first, *more.first)))
    return Migrations(tuple(found))


@dataclass(frozen=True)
class _Trial:
    """One dependency's migration, and what an empty database for it is like."""

    server: Server
    migration: Migration
    owner: str
    extensions: tuple[str, ...]
    limit: float

    def whole(self) -> Migrated:
        """Run it to its end, run it again, and, where that is promised, cut others and run those again."""
        with self.server.empty(self.owner, self.extensions) as database:
            self.server.ask(database, *counter(0))
            first = self._run(database)
            name = self.server.dependency
            if first.status != 0:
                return Migrated(name, (first,))
            said: list[_Statement] = self.server.ask(database, STATEMENTS)
            self.server.ask(database, *UNCOUNTED)
            whole = self.server.ask(database, SCHEMA)
            again = self._again(database, "a whole run", whole, whole["tables"])
        return Migrated(name, (first,), (again,), self._cuts(said, whole))

    def _cuts(self, said: Sequence[_Statement], whole: _Schema) -> tuple[Repeated, ...]:
        if not self.migration.resumes:
            return ()
        cuts: list[Callable[[], Repeated | None]] = []
        if builds := sum(map(_is_built_concurrently, said)):
            cuts.append(partial(self._cut_while_building, builds, whole))
        cuts += [partial(self._cut_at, one, len(said), whole) for one in _points(said)[:_CUTS]]
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            return tuple(seen for seen in pool.map(lambda cut: cut(), cuts) if seen)

    def _cut_at(self, one: _Statement, of: int, whole: _Schema) -> Repeated | None:
        """Cut the connection as a statement begins; None where no run came so far."""
        with self.server.empty(self.owner, self.extensions) as database:
            self.server.ask(database, *counter(one["number"]))
            self._run(database)
            reached = self.server.ask(database, REACHED)["died"] >= one["number"]
            self.server.ask(database, *UNCOUNTED)
            where = f"one that was cut at statement {one['number']} of {of}, {_head(one)}"
            return self._again(database, where, whole) if reached else None

    def _cut_while_building(self, builds: int, whole: _Schema) -> Repeated | None:
        """Cut the connection when the last index is built and waits for a transaction that began before."""
        with self.server.empty(self.owner, self.extensions) as database:
            with ThreadPoolExecutor(1) as pool:
                running = pool.submit(self._run, database)
                was_cut = self._cut_the_last(database, builds, running.done)
            where = "one that was cut while it built an index concurrently"
            seen = self._again(database, where, whole) if was_cut else None
            return replace(seen, building=True) if seen else None

    def _cut_the_last(self, database: str, builds: int, ended: Callable[[], bool]) -> bool:
        """Let all builds but the last go on, each once another transaction holds up the next one."""
        gone: set[str] = set()

        def held_up() -> dict[str, int] | None:
            waiting = self.server.builders(database)
            new = {what: backend for what, backend in waiting.items() if what not in gone}
            return new if new or ended() else None

        with ExitStack() as held, suppress(WaitTimeout):
            held.enter_context(self.server.snapshot_held(database))
            while new := Wait("an index is built", self.limit, 0.05).until(held_up):
                gone |= new.keys()
                if len(gone) >= builds:
                    self.server.cut(new.values())
                    return True
                with held.pop_all():
                    held.enter_context(self.server.snapshot_held(database))
        return False

    def _again(
        self, database: str, after: str, whole: _Schema, kept: Mapping[str, str] = MappingProxyType({})
    ) -> Repeated:
        """Run it once more and compare; ``kept`` are the tables of this database, with their numbers."""
        run = self._run(database)
        now = self.server.ask(database, SCHEMA)
        before, left = set(whole["things"]), set(now["things"])
        tables: dict[str, str] = now["tables"]
        anew = [name for name, number in kept.items() if tables.get(name, number) != number]
        return Repeated(
            after, run, tuple(sorted(before - left)), tuple(sorted(left - before)), tuple(sorted(anew))
        )

    def _run(self, database: str) -> MigrationRun:
        return self.server.migrate(self.migration, database, self.limit)


def _points(said: Sequence[_Statement]) -> list[_Statement]:
    """Return the statements before which something was committed, newest first: there a cut leaves a part.

    Where all are one transaction the last of them stands for every other one: none leaves anything.
    """
    found = [one for before, one in pairwise(said) if one["transaction"] != before["transaction"]]
    return found[::-1] or list(said[-1:])


def _is_built_concurrently(one: _Statement) -> bool:
    return one["tag"] in _BUILDS and bool(_CONCURRENTLY.search(one["query"]))


def _head(one: _Statement) -> str:
    return " ".join(str(one["query"]).split())[:80]
