"""It sees a lock that lasts on a table with rows, and what kept it from seeing any."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.crowding import fill
from gonogo.suites.rollback.experiments import locking
from gonogo.suites.rollback.filling import FILL
from gonogo.suites.rollback.observations.locking import Held, Locked, Locking
from gonogo.suites.rollback.observations.migrations import MigrationRun
from tests.judging import Case, contract
from tests.suites.rollback.migrating import DONE, FAILED, MIGRATION, POSTGRESQL, STUCK

LOCKS = {"rows": 5000, "held_within_seconds": 0.4}
CONTRACT = contract(
    dependencies={
        "store": {
            "service": "db",
            "postgresql": POSTGRESQL | {"migration": MIGRATION | {"back": ["shop", "back"], "locks": LOCKS}},
        }
    }
)
ROWS = (("public.goods", 5000), ("public.revision", 1))
SHORT = Held("public.goods", "AccessExclusiveLock", 0.02)
WELL = Locked("store", 0.4, (DONE, DONE, DONE), ROWS, 0.49, (SHORT,))
LONG = replace(WELL, held=(replace(SHORT, seconds=2.31), Held("public.goods", "ShareLock", 0.6), SHORT))
CASE = Case(
    "rollback/newest-revision-locks-no-table-for-long",
    CONTRACT,
    clean=Locking((WELL,)),
    broken=Locking((LONG,)),
)


def test_each_long_lock_is_told_with_who_waits() -> None:
    first, second = CASE.problems(CASE.broken)
    assert first.where == "store: public.goods, 5000 rows"
    assert (first.expected, first.observed) == (
        "readers and writers wait 0.4 s at most",
        "AccessExclusiveLock for 2.3 s",
    )
    assert (second.expected, second.observed) == ("writers wait 0.4 s at most", "ShareLock for 0.6 s")


def test_a_revision_that_locks_nothing_passes() -> None:
    assert CASE.finding(Locking((replace(WELL, held=()),))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"rewritten": ("public.goods",)}, "it is written anew under a lock"),
        ({"held": (Held("public.goods", "ShareLock", 0.0),)}, "it is read whole for an index under a lock"),
    ],
)
def test_what_lasts_as_long_as_there_are_rows_is_told_on_any_machine(
    changes: dict[str, Any], what: str
) -> None:
    (problem,) = CASE.problems(Locking((replace(WELL, **changes),)))
    assert (problem.where, problem.observed) == ("store: public.goods, 5000 rows", what)


def test_a_table_of_a_few_rows_may_be_written_anew() -> None:
    few = (Held("public.revision", "ShareLock", 0.02),)
    seen = replace(WELL, held=few, rewritten=("public.revision", "public.gone"))
    assert CASE.finding(Locking((seen,))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (replace(WELL, runs=(FAILED,)), "on an empty database, ended with 1"),
        (replace(WELL, runs=(DONE, FAILED)), "on the way back, ended with 1"),
        (replace(LONG, runs=(DONE, DONE, STUCK)), "on tables with rows, still ran after 90 s"),
        (replace(WELL, rows=(("public.revision", 1),)), "no table took the rows"),
        (replace(WELL, control_seconds=0.1), "a lock of 0.5 s was seen for 0.1 s"),
    ],
)
def test_what_was_not_tried_or_not_watched_shows_nothing(seen: Locked, said: str) -> None:
    finding = CASE.finding(Locking((seen,)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert said in finding.reason


class _Server:
    """Sees the gate's own lock and, from the tenth second on, those of the migration."""

    def __init__(self, *runs: MigrationRun) -> None:
        self.dependency, self.runs, self.asked = "store", list(runs), list[str]()
        self.made, self.files, self.looks = SimpleNamespace(database="shop"), 0, 0

    def ask(self, _database: str, *statements: str) -> Any:
        self.asked.append(statements[-1])
        if "gonogo_seen" in statements[-1]:
            own = {"relation": "7", "mode": "AccessExclusiveLock", "began": 9.0, "seconds": 0.48}
            index = own | {"relation": "8", "began": 11.0}
            return {"held": [own, index, own | {"began": 11.0, "seconds": 3.2}]}
        if "clock_timestamp" in statements[-1]:
            return {"now": 10.0}
        if "pg_stat_activity" in statements[-1]:
            self.looks += 1
            return {"n": self.looks - 1}
        if "pg_relation_filenode" in statements[-1]:
            self.files += 1
            return {"public.goods": self.files, "public.none": 5}
        if "count(*) AS n" in statements[-1] and "$fill$" not in statements[-1]:
            return {"public.goods": 5000, "public.none": 0}
        return {"tables": {"public.goods": "7", "public.none": "9"}, "things": []}

    def empty(self, *_: object) -> Any:
        return _Database()

    def migrate(self, *_: object) -> MigrationRun:
        return self.runs.pop(0)


class _Database:
    def __enter__(self) -> str:
        return "gonogo_1"

    def __exit__(self, *_: object) -> None:
        """Nothing was made."""


def tried(*runs: MigrationRun) -> tuple[Locked, list[str]]:
    made = CONTRACT.locked_dependencies["store"].migration
    assert made is not None
    server = _Server(*runs)
    return locking._tried(server, made, "shop", (), 60.0), server.asked  # type: ignore[arg-type]


def test_locks_on_tables_are_told_from_the_gates_own_and_from_those_on_indexes() -> None:
    seen, asked = tried(DONE, DONE, DONE)
    assert seen.control_seconds == 0.48
    assert seen.held == (Held("public.goods", "AccessExclusiveLock", 3.2),)
    assert (seen.rows, seen.rewritten) == ((("public.goods", 5000),), ("public.goods",))
    assert any(one.startswith("COMMENT ON DATABASE gonogo_1") for one in asked)


def test_the_gates_own_lock_begins_when_the_watch_looks() -> None:
    _, asked = tried(DONE, DONE, DONE)
    looked = [number for number, one in enumerate(asked) if "WATCH gonogo_1" in one and "count" in one]
    held = next(number for number, one in enumerate(asked) if one == "COMMIT")
    assert len(looked) == 2
    assert max(looked) < held


def test_what_does_not_go_back_is_not_filled() -> None:
    seen, asked = tried(DONE, FAILED)
    assert seen.runs == (DONE, FAILED)
    assert asked == []


@pytest.mark.parametrize("text", [FILL, fill(7)])
def test_keys_of_rows_that_are_made_up_meet(text: str) -> None:
    assert "uuid" in text
    assert "gen_random_uuid" not in text
    assert text.count("UPDATE %s c SET") == 1
    assert re.findall(r"\b(?:TABLES|COUNT|ROWS|POINTED|OTHERWISE|TURNS)\b", text) == []
    assert text.count("FOR ") + text.count("FOREACH ") == text.count("END LOOP")


def test_a_promise_of_locks_needs_a_way_back() -> None:
    plain = {"service": "db", "postgresql": POSTGRESQL | {"migration": MIGRATION | {"locks": LOCKS}}}
    made = contract(dependencies={"store": json.loads(json.dumps(plain))})
    assert not made.promises("locked_dependencies")
