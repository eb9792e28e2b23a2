"""It sees a list that asks once for each row, whether its rows come by one loop or by several.

Good look-alikes on which it is silent: one more statement for all rows, counts of pages, a scrape meanwhile.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.latency.experiments.statements import count_statements
from gonogo.suites.latency.observations.statements import Asked, Listed, Statements
from gonogo.targets.base import TargetError
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback

READ = {"name": "list", "path": "/things?limit={rows}"}
CONTRACT = contract(
    latency={
        "journeys": [{"name": "list", "path": "/things", "rate_per_second": 1}],
        "queries": {
            "reads": [READ],
            "fill": {"method": "POST", "path": "/things", "body": {}, "status": 201},
        },
    },
    dependencies={
        "database": {"service": "db", "hard": True, "postgresql": {"client": ["psql"], "database": "shop"}}
    },
)


def listed(few: tuple[int, ...] = (3, 3, 3), many: tuple[int, ...] = (3, 3, 3), rows: int = 50) -> Statements:
    some = tuple(Asked(200, 10 + n, statements) for n, statements in enumerate(few))
    more = tuple(Asked(200, rows + n, statements) for n, statements in enumerate(many))
    return Statements((Listed("list", 200, some, more),))


CASE = Case(
    "latency/queries-do-not-grow-with-rows",
    CONTRACT,
    clean=listed(),
    broken=listed((13, 14, 15), (53, 54, 55)),
)


def test_both_numbers_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "list"
    assert problem.observed == "53, where it is 14 for 10"


@pytest.mark.parametrize(
    "seen",
    [
        listed((4, 4, 4), (4, 24, 4)),  # a scrape came meanwhile
        listed((4, 30, 4), (4, 4, 4)),
        listed((3, 3, 3), (5, 5, 5)),  # rows in parts of twenty
    ],
)
def test_what_does_not_grow_with_the_rows_passes(seen: Statements) -> None:
    assert CASE.problems(seen) == ()


@pytest.mark.parametrize("many", [(44, 45, 46), (93, 150, 95)])
def test_what_grows_with_them_is_refused_whatever_else_went_on(many: tuple[int, ...]) -> None:
    assert len(CASE.problems(listed((3, 40, 3), many))) == 1


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (listed(rows=12), "12 rows came"),
        (listed((0, 0, 0), (0, 0, 0)), "was not asked at all"),
        (Statements((), "must be loaded"), "must be loaded"),
        (Statements((Listed("list", 200, (Asked(500, 0, 3),), (Asked(500, 0, 3),)),)), "answered 500"),
        (Statements(()), "no list was asked for"),
    ],
)
def test_where_nothing_can_be_told_nothing_is(seen: Statements, said: str) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert said in finding.reason


class _Shop(Handler):
    """Lists as many things as it has, with one statement for the list and some for each of its rows."""

    for_a_row: int
    database: dict[str, int]
    envelope: str

    def respond(self) -> None:
        if self.command == "POST":
            self.database["things"] += 1
            self.answer(201, "{}", "application/json")
            return
        asked = int(parse_qs(urlsplit(self.path).query)["limit"][0])
        rows = min(asked, self.database["things"])
        self.database["calls"] += 1 + rows * self.for_a_row
        listed = json.dumps([{"tags": list(range(80))}] * rows)
        self.answer(200, self.envelope.replace("ROWS", listed), "application/json")


class _Stack:
    def __init__(self, url: str, database: dict[str, int], loaded: bool) -> None:
        self.entry, self._database, self._loaded = url, database, loaded
        self.said: list[str] = []

    def headers(self, _credential: str | None) -> dict[str, str]:
        return {}

    def execute_in_dependency(self, name: str, words: list[str]) -> str:
        assert name == "database"
        self.said.append(words[-1])
        if "pg_stat_statements s" not in words[-1]:
            return '{"owner": "shop"}'
        if not self._loaded:
            raise TargetError("pg_stat_statements must be loaded via shared_preload_libraries")
        return json.dumps({"n": self._database["calls"]})


def _counted(
    for_a_row: int, *, things: int = 0, loaded: bool = True, envelope: str = '{"items": ROWS, "limit": 5}'
) -> tuple[Statements, _Stack, dict[str, int]]:
    database = {"things": things, "calls": 0}
    with Loopback(_Shop, for_a_row=for_a_row, database=database, envelope=envelope) as server:
        stack: Any = _Stack(server.url, database, loaded)
        return done(count_statements, stack, CONTRACT), stack, database


def test_a_list_of_rows_that_are_loaded_one_by_one_is_refused() -> None:
    seen, stack, database = _counted(1)
    assert len(CASE.problems(seen)) == 1
    assert database["things"] == 53
    assert "DROP DATABASE" in stack.said[-1]


@pytest.mark.parametrize(
    "envelope", ["ROWS", '{"data": {"books": ROWS, "next": null}}', '{"meta": {"of": 9}, "data": ROWS}']
)
def test_rows_are_counted_in_whatever_holds_them(envelope: str) -> None:
    seen, *_ = _counted(1, envelope=envelope)
    assert [(asked.rows, asked.statements) for asked in seen.lists[0].many] == [(50, 51), (51, 52), (52, 53)]
    assert len(CASE.problems(seen)) == 1


def test_a_list_that_is_loaded_at_once_passes_and_nothing_more_is_written() -> None:
    seen, _, database = _counted(0, things=60)
    assert CASE.finding(seen).outcome is Outcome.PASSED
    assert database["things"] == 60


def test_a_server_that_does_not_count_says_how_it_would() -> None:
    seen, stack, _ = _counted(0, loaded=False)
    assert "shared_preload_libraries" in CASE.finding(seen).reason
    assert "DROP DATABASE" in stack.said[-1]


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ({"reads": [{"path": "/things"}]}, "{rows}"),
        ({"reads": [READ], "few": 30, "many": 50}, "twice"),
        ({"reads": []}, "at least 1"),
    ],
)
def test_what_cannot_be_asked_is_refused(queries: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        contract(latency={"journeys": [{"name": "a", "path": "/", "rate_per_second": 1}], "queries": queries})
