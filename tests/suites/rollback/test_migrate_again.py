"""The trial's course on a stand-in for a server: databases of things, and migrations that add them in steps.

What PostgreSQL itself makes of the statements is for the stack to show; here it is what is asked, and when.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.suites.rollback.experiments.migrations import _points, migrate_again
from gonogo.suites.rollback.observations.migrations import Migrated
from gonogo.targets.base import Change, Start, TargetError
from tests.judging import contract, done
from tests.suites.rollback.migrating import POSTGRESQL
from tests.suites.shop import ShopTarget


class Server(ShopTarget):
    """Each database holds the steps that were committed; a migration commits one after the other."""

    steps: tuple[str, ...] = ("table a", "table b", "table c")
    needs: tuple[str, ...] = ()
    careful: bool = True

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.databases: dict[str, list[str]] = {"shop": list(self.steps)}
        self.cuts: dict[str, int] = {}
        self.extensions: dict[str, list[str]] = {}
        self.dropped: list[str] = []

    def execute_in_dependency(self, name: str, command: Sequence[str]) -> str:
        where = next(word.partition("=")[2] for word in command if word.startswith("--dbname="))
        said = [self._run(where, word.partition("=")[2]) for word in command if word.startswith("--command=")]
        return "\n".join(json.dumps(one) for one in said if one is not None)

    def _run(self, where: str, statement: str) -> Any:
        if made := re.match(r"(CREATE|DROP) DATABASE (?:IF EXISTS )?(\w+)", statement):
            self.databases[made[2]] = []
            if made[1] == "DROP":
                self.dropped.append(made[2])
        elif extension := re.match(r'CREATE EXTENSION IF NOT EXISTS "(\w+)"', statement):
            self.extensions.setdefault(where, []).append(extension[1])
        elif cut := re.search(r"IF number = (\d+)", statement):
            self.cuts[where] = int(cut[1])
        elif statement.startswith("DROP EVENT TRIGGER"):
            self.cuts[where] = 0
        return self._answer(where, statement)

    def _answer(self, where: str, statement: str) -> Any:
        if "'owner'" in statement:
            return {"owner": "shop", "extensions": [*self.needs]}
        if "'died'" in statement:
            return {"died": self.cuts[where]}
        if "gonogo_trial.said" in statement and statement.startswith("SELECT"):
            return [
                {"number": n, "transaction": n, "tag": "CREATE TABLE", "query": f"CREATE {step}"}
                for n, step in enumerate(self.databases[where], 1)
            ]
        if "'things'" in statement:
            things = self.databases[where]
            return {"things": sorted(set(things)), "tables": dict.fromkeys(things, "1")}
        return None

    def start_beside(
        self, service: str, change: Change, command: Sequence[str] = (), *, bare: bool = False
    ) -> Any:
        assert not bare
        where = str(change({"DATABASE_URL": "postgres://db/shop"})["DATABASE_URL"]).rpartition("/")[2]
        status = self._migrate(where)
        return SimpleNamespace(wait=lambda _limit: Start(status, 0.1, "said"), end=lambda: None)

    def _migrate(self, where: str) -> int:
        if not set(self.needs) <= set(self.extensions.get(where, ())):
            return 1
        things = self.databases[where]
        for number, step in enumerate(self.steps, 1):
            if number == self.cuts.get(where):
                return 1
            if step not in things:
                things.append(step)
            elif not self.careful and len(things) < len(self.steps):
                return 1
        return 0


def tried(kind: type[Server], *, resumes: bool = True) -> tuple[Migrated, Server]:
    made = POSTGRESQL | {"migration": {**POSTGRESQL["migration"], "resumes": resumes}}  # type: ignore[dict-item]
    promised = contract(dependencies={"store": {"service": "db", "postgresql": made}})
    target = kind("http://127.0.0.1:9", promised)
    return done(migrate_again, target, promised).databases[0], target


def test_one_is_run_again_and_others_are_cut_the_newest_first() -> None:
    seen, target = tried(Server)
    assert [run.status for run in (*seen.first, seen.again[0].run)] == [0, 0]
    assert [one.after for one in seen.died] == [
        "one that was cut at statement 3 of 3, CREATE table c",
        "one that was cut at statement 2 of 3, CREATE table b",
    ]
    assert [(one.run.status, one.missing, one.extra) for one in seen.died] == [(0, (), ())] * 2
    assert sorted(target.dropped) == sorted(set(target.databases) - {"shop"})


def test_what_a_cut_run_left_is_stumbled_over() -> None:
    seen, _ = tried(type("Careless", (Server,), {"careful": False}))
    assert [(one.run.status, one.missing) for one in seen.died] == [
        (1, ("table c",)),
        (1, ("table b", "table c")),
    ]


def test_none_is_cut_where_that_is_not_promised() -> None:
    seen, _ = tried(Server, resumes=False)
    assert (len(seen.again), seen.died) == (1, ())


def test_what_needs_an_extension_gets_those_of_the_release() -> None:
    seen, _ = tried(type("Vectors", (Server,), {"needs": ("vector",)}))
    assert ([run.status for run in seen.first], seen.again[0].run.status) == ([1, 0], 0)


def test_what_cannot_migrate_an_empty_database_is_not_run_again() -> None:
    never = type("Never", (Server,), {"_migrate": lambda _self, _where: 3})
    seen, target = tried(never)
    assert ([run.status for run in seen.first], seen.again, len(target.dropped)) == ([3], (), 1)


def test_a_client_that_fails_is_no_answer() -> None:
    def broken(*_: object) -> str:
        raise TargetError("psql: not found")

    with pytest.raises(TargetError, match="psql: not found"):
        tried(type("Broken", (Server,), {"execute_in_dependency": broken}))


@pytest.mark.parametrize(
    ("transactions", "cut"),
    [([1, 1, 2, 3, 3], [4, 3]), ([7, 7, 7], [3]), ([7], [1]), ([], [])],
)
def test_the_places_are_those_where_something_was_committed(transactions: list[int], cut: list[int]) -> None:
    said = [{"number": n, "transaction": one} for n, one in enumerate(transactions, 1)]
    assert [one["number"] for one in _points(said)] == cut
