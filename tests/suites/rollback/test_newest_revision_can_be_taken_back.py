"""It sees a way back that fails, one after which the schema is another, and rows that are gone."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.experiments import reverting
from gonogo.suites.rollback.observations.migrations import MigrationRun, Repeated
from gonogo.suites.rollback.observations.reverting import Reverted, Reverting
from tests.judging import Case, contract
from tests.suites.rollback.migrating import DONE, FAILED, MIGRATION, POSTGRESQL, STUCK

CONTRACT = contract(
    dependencies={
        "store": {
            "service": "db",
            "postgresql": POSTGRESQL | {"migration": MIGRATION | {"back": ["shop", "downgrade"]}},
        }
    }
)
AGAIN = Repeated("the newest revision was taken back", DONE)
WELL = Reverted("store", DONE, DONE, AGAIN, ("public.goods", "public.orders"))
CASE = Case(
    "rollback/newest-revision-can-be-taken-back",
    CONTRACT,
    clean=Reverting((WELL,)),
    broken=Reverting((replace(WELL, again=replace(AGAIN, run=FAILED)),)),
)


@pytest.mark.parametrize(
    ("seen", "where", "observed"),
    [
        (replace(WELL, back=FAILED, again=None), "the way back", "ended with 1"),
        (replace(WELL, back=STUCK, again=None), "the way back", "still ran after 90 s"),
        (
            replace(WELL, again=replace(AGAIN, missing=("index i",))),
            "a run after the newest",
            "lacks index i",
        ),
        (replace(WELL, lost=("public.goods",)), "the way back and forth", "they are gone"),
    ],
)
def test_what_went_wrong_is_told(seen: Reverted, where: str, observed: str) -> None:
    (problem,) = CASE.problems(Reverting((seen,)))
    assert problem.where.startswith(f"store: {where}")
    assert problem.observed.startswith(observed)


def test_what_does_not_migrate_shows_nothing() -> None:
    finding = CASE.finding(Reverting((Reverted("store", FAILED),)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "store ended with 1: relation already exists" in finding.reason


class _Server:
    """Goes back as it is told: what the way back takes, and whose rows."""

    def __init__(self, *, keeps: bool, undoes: bool) -> None:
        self.dependency, self.keeps, self.undoes = "store", keeps, undoes
        self.things, self.rows, self.ran = set[str](), dict[str, int](), list[tuple[str, ...]]()

    def ask(self, _database: str, statement: str) -> Any:
        if "owner" in statement:
            return {"owner": "shop", "extensions": []}
        if "DO $fill$" in statement:
            self.rows = dict.fromkeys(self.rows, 1)
            return None
        return dict(self.rows) if "count(*)" in statement else {"things": sorted(self.things)}

    def empty(self, _owner: str, _extensions: tuple[str, ...]) -> Any:
        class Database:
            def __enter__(self) -> str:
                return "trial"

            def __exit__(self, *_: object) -> None:
                """Nothing was made."""

        return Database()

    def migrate(self, migration: Any, _database: str, _limit: float) -> MigrationRun:
        self.ran.append(migration.command)
        if migration.command == ("shop", "downgrade"):
            self.things -= {"column goods.colour"} if self.undoes else set()
            self.rows["goods"] = 1 if self.keeps else 0
            return DONE
        if "column goods.colour" in self.things:
            return FAILED
        self.things |= {"table goods", "column goods.colour"}
        self.rows.setdefault("goods", 0)
        return DONE


@pytest.mark.parametrize(
    ("keeps", "undoes", "problems"), [(True, True, 0), (False, True, 1), (True, False, 1), (False, False, 2)]
)
def test_the_way_back_and_forth(
    *, keeps: bool, undoes: bool, problems: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = _Server(keeps=keeps, undoes=undoes)
    monkeypatch.setattr(reverting, "Server", lambda *_: server)
    target: Any = SimpleNamespace()
    seen = reverting.take_back(target, CONTRACT, None)
    assert server.ran == [(), ("shop", "downgrade"), ()]
    assert len(CASE.problems(seen)) == problems
